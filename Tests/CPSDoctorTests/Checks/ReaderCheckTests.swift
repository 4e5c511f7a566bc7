import CPSDiagnostics
import CPSWorkstation
import Testing

@testable import CPSDoctor

@Suite struct ReaderCheckTests {
  private let fake: FakeMachine

  init() throws { fake = try FakeMachine() }

  private func found() async -> Finding? { await ReaderCheck().findings(on: fake.machine).first }

  @Test func `each reader is named`() async {
    fake.readers.statuses = [
      ReaderStatus(name: "Reader 1", card: .absent), ReaderStatus(name: "Reader\u{1B} 2", card: .present),
    ]
    let findings = await ReaderCheck().findings(on: fake.machine)
    #expect(findings.map { $0.message(in: .english) } == ["Reader: Reader 1.", "Reader: Reader\\u{1b} 2."])
  }

  @Test func `nothing plugged in`() async throws {
    try fake.plug("046d", "c52b", name: "USB Receiver", interfaceClass: "03")
    let finding = await found()
    #expect(finding?.cause == .nothingPlugged)
    #expect(finding?.code == "reader.none")
    #expect(finding?.exitStatus == .noReader)
  }

  @Test(
    arguments: [
      ("0b00", "0090", nil, "INGENICO Lecteur SESAM VITALE"), ("0f14", "0038", nil, "XIRING Leo v2"),
      ("1234", "5678", "Lecteur Vitale 2000", "Lecteur Vitale 2000"),
    ] as [(String, String, String?, String)])
  func `HR-19 a SESAM-Vitale terminal that is no CCID device is named`(
    vendor: String, product: String, text: String?, name: String
  ) async throws {
    try fake.plug(vendor, product, name: text, interfaceClass: "02")
    let finding = await found()
    #expect(finding?.cause == .readerNotCCID)
    #expect(finding?.values["name"] == name)
    #expect(finding?.cause(in: .french)?.contains("\(vendor):\(product)") == true)
  }

  @Test func `a CCID reader without any driver`() async throws {
    try fake.plug("08e6", "3437", name: "USB SmartCard Reader", interfaceClass: "0b")
    #expect(await found()?.cause == .driverMissing)
  }

  @Test func `a CCID reader that the driver does not list`() async throws {
    try fake.plug("08e6", "ffff", name: nil, interfaceClass: "0B")
    try fake.installDriver([("0x08E6", "0x3437")])
    let finding = await found()
    #expect(finding?.cause == .readerUnknownToDriver)
    #expect(finding?.values["name"] == "08e6:ffff")
  }

  @Test func `a listed reader that pcscd does not show`() async throws {
    try fake.plug("08e6", "3437", name: "USB SmartCard Reader", interfaceClass: "0b")
    try fake.installDriver([("0x076B", "0x3021"), ("0x08E6", "0x3437")])
    #expect(await found()?.cause == .readerNotTaken)
  }

  @Test func `HR-08 a listed reader that another program holds past pcscd`() async throws {
    try fake.plug("08e6", "3437", name: "USB SmartCard Reader", interfaceClass: "0b", bus: 1, device: 9)
    try fake.installDriver([("0x08E6", "0x3437")])
    try fake.run(77, "pcscd", opening: "/dev/bus/usb/001/009")
    try fake.run(88, "scdaemon", opening: "/dev/bus/usb/001/009")
    try fake.run(99, "other", opening: "/dev/bus/usb/001/010")
    let finding = await found()
    #expect(finding?.cause == .readerTaken)
    #expect(finding?.values["holders"] == "scdaemon (88)")
  }

  @Test(arguments: ["", "no property list", "<plist><dict></dict></plist>"])
  func `a driver whose list cannot be read lists nothing`(text: String) async throws {
    try fake.plug("08e6", "3437", name: nil, interfaceClass: "0b")
    try fake.write(text, to: "/usr/lib/pcsc/drivers/ifd-ccid.bundle/Contents/Info.plist")
    #expect(await found()?.cause == .readerUnknownToDriver)
  }

  @Test func `a failure is told as it is`() async {
    fake.readers.failure = CPSError(.readerServiceUnavailable)
    #expect(await found()?.code == "reader.service-unavailable")
  }

  @Test func `HR-19 each line of the table has a source`() {
    for reader in KnownReader.all {
      #expect(!reader.source.isEmpty && !reader.name.isEmpty)
      #expect(reader.identifier.wholeMatch(of: /[0-9a-f]{4}:[0-9a-f]{4}/) != nil)
    }
    #expect(KnownReader.listed.count == KnownReader.all.count)
  }
}
