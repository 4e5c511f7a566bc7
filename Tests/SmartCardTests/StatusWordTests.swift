import SmartCard
import Testing

@Suite struct StatusWordTests {
  @Test(arguments: [(UInt16(0x63C3), 3), (0x63C0, 0), (0x63CF, 15)])
  func `63Cx carries the tries left`(value: UInt16, tries: Int) {
    #expect(StatusWord(rawValue: value).triesLeft == tries)
  }

  @Test(arguments: [UInt16(0x6300), 0x63D1, 0x6383, 0x9000])
  func `no other status carries tries`(value: UInt16) {
    #expect(StatusWord(rawValue: value).triesLeft == nil)
  }

  @Test(arguments: [UInt16(0x63C0), 0x6983, 0x6984])
  func `HC-22 three statuses say that a PIN is blocked`(value: UInt16) {
    #expect(StatusWord(rawValue: value).saysBlocked)
  }

  @Test(arguments: [UInt16(0x63C1), 0x6300, 0x6982, 0x6985, 0x9000])
  func `HC-22 others do not`(value: UInt16) { #expect(!StatusWord(rawValue: value).saysBlocked) }

  @Test func `00 in a length stands for 256`() {
    #expect(StatusWord(0x61, 0x00).remainingLength == 256)
    #expect(StatusWord(0x6C, 0x00).exactLength == 256)
    #expect(StatusWord(0x61, 0x0C).remainingLength == 12)
    #expect(StatusWord(0x62, 0x0C).remainingLength == nil)
    #expect(StatusWord(0x61, 0x0C).exactLength == nil)
  }

  @Test func `the text has four digits`() { #expect(StatusWord(rawValue: 0x0090).text == "0090") }
}
