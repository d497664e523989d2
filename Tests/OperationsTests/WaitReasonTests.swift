import Operations
import Testing
import Vocabulary

@Suite struct WaitReasonTests {
  private static let day: Int64 = 86_400
  private static let came = Timestamp(seconds: 1_414_000_000)

  private func reason(daysBefore: Int64?, restored: ClosedRange<Int64>? = nil) -> WaitReason? {
    WaitReason(
      written: daysBefore.map { Timestamp(seconds: Self.came.seconds - $0 * Self.day) }, received: Self.came,
      freshDays: 14, restored: restored)
  }

  @Test func `old mail waits with its age, and new mail does not`() {
    #expect(reason(daysBefore: 15) == .old(days: 15))
    #expect(reason(daysBefore: 14) == nil && reason(daysBefore: -3) == nil && reason(daysBefore: nil) == nil)
  }

  @Test func `what came after a backup was made waits`() {
    let period = (Self.came.seconds - 3 * Self.day)...(Self.came.seconds - Self.day)
    #expect(reason(daysBefore: 2, restored: period) == .restored)
    #expect(reason(daysBefore: nil, restored: period) == .restored)
    #expect(reason(daysBefore: 4, restored: period) == nil && reason(daysBefore: 0, restored: period) == nil)
    #expect(reason(daysBefore: 20, restored: period) == .old(days: 20))
  }
}
