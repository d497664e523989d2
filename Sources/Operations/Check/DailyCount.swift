import Vocabulary

/// So many of something a day.
struct DailyCount {
  let most: Int
  private var day: Int64 = 0
  private var count = 0

  init(most: Int) { self.most = most }

  /// Counts one more; false where the day has had enough of them.
  mutating func admits(_ now: Timestamp) -> Bool {
    if day != now.seconds / 86_400 { (day, count) = (now.seconds / 86_400, 0) }
    guard count < most else { return false }
    count += 1
    return true
  }
}
