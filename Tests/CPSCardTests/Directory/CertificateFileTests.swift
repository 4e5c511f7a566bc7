import CPSCard
import CPSDiagnostics
import SmartCard
import Testing
import VirtualCPS

/// Files that are not what they are announced to be.
@Suite struct CertificateFileTests {
  private typealias Encoding = DirectoryEncoding

  private func certificate() throws -> [UInt8] { try TestCards.image().content(0xD002) }

  private func prepare(
    certificate content: [UInt8], through interposer: InterposedTransport.Interposer? = nil
  ) throws -> PreparedCard {
    try Bench(TestCards.image().replacing(0xD002, with: content)).prepare(through: interposer)
  }

  @Test(arguments: [UInt8(0x00), 0xFF])
  func `HC-13 a certificate file may be filled up with 00 or FF`(filler: UInt8) throws {
    let exact = try certificate()
    for count in [1, 300] {
      let prepared = try prepare(certificate: exact + [UInt8](repeating: filler, count: count))
      #expect(prepared.publicData.authenticationCertificate == exact)
    }
  }

  @Test func `HC-13 an empty, blank, cut or continued certificate file is refused`() throws {
    let exact = try certificate()
    let contents: [[UInt8]] = [
      [], [UInt8](repeating: 0x00, count: 1_328), [UInt8](repeating: 0xFF, count: 1_328),
      Array(exact.dropLast()), Array(exact.prefix(3)), exact + [0x00, 0x01], exact + [0xFF, 0x00],
      exact + [0x30, 0x00], exact + exact, [0x04] + exact.dropFirst(),
    ]
    for content in contents {
      #expect(throws: CPSError(.lengthMismatch)) { try prepare(certificate: content) }
    }
  }

  @Test func `HC-09 a certificate longer inside than its file is refused`() throws {
    #expect(throws: CPSError(.lengthMismatch)) {
      try prepare(certificate: [0x30, 0x82, 0x0F, 0xA0] + [UInt8](repeating: 0x05, count: 10))
    }
  }

  @Test func `what is framed like a certificate and is none is refused`() {
    #expect(throws: CPSError(.certificateMalformed)) { try prepare(certificate: [0x30, 0x02, 0x05, 0x00]) }
  }

  @Test func `a part of a file may be the certificate, but not beyond its end`() throws {
    let exact = try certificate()
    func image(_ start: Int, _ count: Int) throws -> VirtualCardImage {
      let part: [UInt8] =
        [0x02, 0x02, UInt8(start >> 8), UInt8(start & 0xFF)] + [
          0x80, 0x02, UInt8(count >> 8), UInt8(count & 0xFF),
        ]
      return try TestCards.image().replacing(0xD002, with: [0xAA, 0xBB, 0xCC] + exact + [0xDD])
        .replacing(0x7004, with: Encoding.certificate(value: Encoding.path([0xD0, 0x02], part)))
    }
    let prepared = try Bench(image(3, exact.count)).prepare()
    #expect(prepared.publicData.authenticationCertificate == exact)
    #expect(throws: CPSError(.lengthMismatch)) { try Bench(image(3, exact.count + 2)).prepare() }
    #expect(throws: CPSError(.lengthMismatch)) { try Bench(image(0xFFFF, 0xFFFF)).prepare() }
  }

  /// Lets every FCP announce `size` bytes.
  private func announcing(_ size: [UInt8]) -> InterposedTransport.Interposer {
    { (command, card) throws(CPSError) in
      var answer = try card(command)
      if answer.first == 0x62, answer.count > 6 { answer.replaceSubrange(4..<6, with: size) }
      return answer
    }
  }

  @Test(arguments: [[0xFF, 0xFF], [0x04, 0x00], [0x00, 0x70]] as [[UInt8]])
  func `HC-08 a file shorter than announced is refused`(size: [UInt8]) throws {
    let bench = try Bench()
    #expect(throws: CPSError(.lengthMismatch)) { try bench.prepare(through: announcing(size)) }
    #expect(bench.recorder.count.exchanges <= 10)
  }

  @Test func `a file larger than admitted is not even begun`() throws {
    for identifier in [UInt16(0x7002), 0xD002] {
      let image = try TestCards.image()
      let content = image.content(identifier) + [UInt8](repeating: 0x00, count: 5_000)
      let bench = try Bench(image.replacing(identifier, with: content))
      #expect(throws: CPSError(.lengthMismatch)) { try bench.prepare() }
      // The last answer is the FCP, fetched by GET RESPONSE.
      #expect(bench.recorder.lines.suffix(2).first?.hasPrefix("> 00c0") == true)
    }
  }

  @Test func `HC-05 READ BINARY without progress`() throws {
    #expect(throws: CPSError(.noProgress)) {
      try Bench().prepare { (command, card) throws(CPSError) in
        command[1] == 0xB0 ? [0x90, 0x00] : try card(command)
      }
    }
  }

  @Test func `HC-01 a card that gives one byte a time exhausts the budget`() throws {
    let bench = try Bench()
    #expect(throws: CPSError(.cardBudgetExceeded)) {
      try bench.prepare { (command, card) throws(CPSError) in
        command[1] == 0xB0 ? try card(command.dropLast() + [0x01]) : try card(command)
      }
    }
    #expect(bench.recorder.count.exchanges == CardLogin.preparationBudget.exchanges)
  }

  @Test func `a card that gives shorter blocks is read to the end`() throws {
    let bench = try Bench()
    let prepared = try bench.prepare { (command, card) throws(CPSError) in
      command[1] == 0xB0 && (command[4] == 0 || command[4] > 0xE7)
        ? try card(command.dropLast() + [0xE7]) : try card(command)
    }
    #expect(try prepared.publicData.authenticationCertificate == certificate())
  }

  @Test func `an FCP without a size or of another tag is refused`() throws {
    for replacement in [[0x81, 0x02], [0x80, 0x00]] as [[UInt8]] {
      #expect(throws: CPSError(.malformedTLV)) {
        try Bench().prepare { (command, card) throws(CPSError) in
          var answer = try card(command)
          if answer.first == 0x62 { answer.replaceSubrange(2..<4, with: replacement) }
          return answer
        }
      }
    }
  }

  @Test func `an FCI in place of the FCP is read`() throws {
    _ = try Bench().prepare { (command, card) throws(CPSError) in
      let answer = try card(command)
      return answer.first == 0x62 ? [0x6F] + answer.dropFirst() : answer
    }
  }

  @Test func `a card left in another application is brought back once`() throws {
    var isAstray = true
    var restorations = 0
    let bench = try Bench()
    let prepared = try bench.prepare()
    _ = try bench.authenticate(prepared) { (command, card) throws(CPSError) in
      if command[1] == 0xA4, command[2] == 0x04 {
        isAstray = false
        restorations += 1
      }
      return isAstray ? [0x6E, 0x00] : try card(command)
    }
    #expect(restorations == 1)
  }
}
