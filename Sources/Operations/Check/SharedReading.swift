/// One reading at a time: whoever asks while it runs gets what it brings.
actor SharedReading<Value: Sendable> {
  private var running: Task<Result<Value, StoreTrouble>, Never>?

  func value(_ read: @escaping @Sendable () async throws(StoreTrouble) -> Value) async throws(StoreTrouble) -> Value {
    let task =
      running
      ?? Task {
        do throws(StoreTrouble) { return .success(try await read()) } catch { return .failure(error) }
      }
    running = task
    let result = await task.value
    if running == task { running = nil }
    return try result.get()
  }
}
