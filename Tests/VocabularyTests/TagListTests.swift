import Testing
import Vocabulary

struct TagListTests {
  @Test func `tags are read with white space and folds around them`() {
    let list = TagList(Array(" v = 1;\r\n\th=from : to;b=ab\r\n cd ;longername=x; n=42;".utf8))
    #expect(!list.isMalformed)
    #expect(list.text("v") == "1" && list.text("longername") == "x" && list.number("n") == 42)
    #expect(list.solid("h") == Array("from:to".utf8) && list.solid("b") == Array("abcd".utf8))
    #expect(list["V"] == nil && list["missing"] == nil && list.number("v", digits: 0) == nil && list.number("b") == nil)
  }

  @Test(arguments: ["a=1; a=2", "a=1;; b=2", "a", "=1", "1a=2", "a b=1", "longername=1; longername=2"])
  func `a list that breaks the grammar says so`(_ text: String) {
    #expect(TagList(text.utf8).isMalformed)
  }

  @Test func `a hostile list is bounded`() {
    let many = TagList((0..<5_000).map { "a\($0)=\($0)" }.joined(separator: ";").utf8)
    #expect(many.isMalformed && many.tags.count == TagList.mostTags)
    #expect(TagList(repeatElement(UInt8(ascii: "a"), count: 1 << 20)).isMalformed)
  }
}
