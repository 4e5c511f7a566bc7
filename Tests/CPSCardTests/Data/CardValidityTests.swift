import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Testing
import VirtualCPS

@testable import CPSCard

@Suite struct CardValidityTests {
  private func validity(_ content: String) throws -> CardValidity {
    try CardValidity(fileContent: try #require(Hexadecimal.decode(content)))
  }

  @Test func `both dates are read`() throws {
    let found = try validity("EC0C8104202601318204202901310000")
    #expect(found.start?.civilDate == "2026-01-31")
    #expect(found.end?.digits == "20290131")
  }

  @Test(arguments: ["", "EC00", "0000", "FFFFFFFF"])
  func `an empty file says nothing`(content: String) throws {
    let found = try validity(content)
    #expect(found.start == nil)
    #expect(found.end == nil)
  }

  @Test(arguments: [
    ("EC0681043101 2026", "31012026"), ("EC06810420261331", "20261331"), ("EC0681042026012A", "2026012a"),
    ("EC0581032601 31", "260131"), ("EC06810418991231", "18991231"), ("EC028100", ""),
  ])
  func `a date of another form stays digits`(content: String, digits: String) throws {
    let found = try validity(content.filter { $0 != " " })
    #expect(found.start?.digits == digits)
    #expect(found.start?.civilDate == nil)
    #expect(found.end == nil)
  }

  @Test(arguments: ["EC", "EC0381042026", "EC0C81042026013181042029013100", "EC00EC00", "EC000001"])
  func `HC-12 a file that contradicts itself is refused`(content: String) {
    #expect(throws: CPSError(.malformedTLV)) { try validity(content) }
  }

  @Test func `the file is found in the master file, and a broken one hides nothing`() throws {
    for (content, start, fault) in [
      ("EC06810420260131", "20260131", nil), ("EC0381", nil, Diagnostic.malformedTLV),
    ] {
      var image = try TestCards.image()
      image.masterFile.files.append(
        VirtualCardFile(
          0xD010, content: try #require(Hexadecimal.decode(content)), access: FileAccess(read: .always)))
      var channel = CardChannel(
        over: VirtualCardTransport(to: try CodeBench(image).card), budget: CardInspection.contentsBudget)
      let data = try CardInspection.contents(over: &channel).data
      #expect(data.validity?.start?.digits == start)
      #expect(data.fault == fault)
      #expect(!data.objects.isEmpty)
    }
  }
}
