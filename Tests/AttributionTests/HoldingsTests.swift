import Attribution
import Testing
import Vocabulary

@Suite struct HoldingsTests {
  @Test func `a book gives each address one number, in the order of first sight`() throws {
    var book = AddressBook()
    for round in 0..<2 {
      for person in 0..<5000 {
        #expect(book.intern(World.address(person)) == Int32(person), "round \(round)")
      }
    }
    #expect(book.count == 5000)
    #expect(book.text(of: 4321) == "person4321@example.org")
    #expect(book.number(of: World.address(17)) == 17)
    #expect(book.number(of: World.address(5000)) == nil)
    #expect(book.text(of: 5000) == "" && book.text(of: -1) == "")
    #expect(book.precedes(10, 2) && !book.precedes(2, 10))
  }

  @Test func `periods of one person that overlap or touch become one, on every day the same`() {
    var numbers = Numbers(3)
    for _ in 0..<200 {
      var holdings = Holdings()
      var days: [Int32: Set<Int32>] = [:]
      for _ in 0..<numbers.below(40) {
        let member = Int32(numbers.below(6) * 5000)
        let start = Int32(numbers.below(20))
        let end = Int32(numbers.below(20))
        holdings.append(member, created: start, removed: end)
        for day in start..<max(start, end) { days[member, default: []].insert(day) }
      }
      let merged = holdings.normalized()
      var seen: [Int32: Set<Int32>] = [:]
      for row in 0..<merged.count {
        #expect(merged.created[row] < merged.removed[row])
        for day in merged.created[row]..<merged.removed[row] {
          #expect(seen[merged.members[row], default: []].insert(day).inserted)
        }
        guard row > 0 else { continue }
        let follows = merged.members[row - 1] == merged.members[row]
        #expect(follows ? merged.removed[row - 1] < merged.created[row] : merged.members[row - 1] < merged.members[row])
      }
      #expect(seen == days.filter { !$0.value.isEmpty })
      for member in seen.keys { #expect(merged.rows(of: member).allSatisfy { merged.members[$0] == member }) }
      #expect(merged.rows(of: 1).isEmpty)
    }
  }
}
