import CPSDiagnostics
import CPSPrimitives
import TestSupport
import Testing

@testable import OpenSSLKit

@Suite struct SealedContentTests {
  private static let pair = Result { () throws(CPSError) in try SealOfficer.pair() }
  private let content = [UInt8](0..<32)
  private let officer: SealOfficer
  private let deputy: SealOfficer
  private let sealed: SealedContent

  init() throws {
    (officer, deputy) = try Self.pair.get()
    sealed = try SealedContent(sealing: content, to: [officer.certificate, deputy.certificate])
  }

  private func opened(_ message: SealedContent, by reader: SealOfficer) throws -> [UInt8]? {
    let secret = try message.open(with: reader.key, of: reader.certificate)
    return try secret.withBytes()
  }

  @Test func eachRecipientOpensIt() throws {
    for reader in [officer, deputy] {
      #expect(try opened(SealedContent(der: sealed.der), by: reader) == content)
    }
  }

  @Test func nobodyElseOpensIt() throws {
    for stranger in [
      try SealOfficer(1, key: .generateRSA(bits: 2_048)), try SealOfficer(2, key: .generateP256()),
    ] {
      #expect(try opened(sealed, by: stranger) == nil)
    }
    // The name of a recipient with the key of another.
    #expect(try sealed.open(with: deputy.key, of: officer.certificate) == nil)
  }

  @Test func whatWasAlteredIsNeverRead() throws {
    for index in sealed.der.indices {
      var altered = sealed.der
      altered[index] ^= 1
      // What names the recipient's algorithms or the other recipient may change without harm to what is read.
      let read = try? opened(SealedContent(der: altered), by: officer)
      #expect(read == nil || read == content, "byte \(index)")
    }
    for index in sealed.der.indices.suffix(48) {
      var altered = sealed.der
      altered[index] ^= 1
      #expect((try? opened(SealedContent(der: altered), by: officer)) == nil, "byte \(index)")
    }
  }

  @Test func whatIsNoMessageIsRefused() throws {
    let wrong: [[UInt8]] = [
      [], [0x30], [0x30, 0x80], Array(sealed.der.dropLast()), sealed.der + [0],
      [UInt8](repeating: 0x30, count: SealedContent.maximumLength + 1),
    ]
    for der in wrong {
      #expect(throws: CPSError(.inputMalformed)) {
        _ = try SealedContent(der: der).open(with: officer.key, of: officer.certificate)
      }
    }
    // Signed, and not sealed.
    let rsa = try SealOfficer(3, key: .generateRSA(bits: 2_048))
    let signed = try SignedContent(signing: content, by: rsa.key, as: rsa.certificate)
    #expect(try opened(SealedContent(der: signed.der), by: rsa) == nil)
  }

  @Test func `openssl cms opens it`() async throws {
    for reader in [officer, deputy] {
      let answer = try await OpenSSLCommand.run(
        ["cms", "-decrypt", "-inform", "DER", "-in", "sealed", "-recip", "certificate", "-inkey", "key"],
        files: [
          "sealed": sealed.der,
          "certificate": Array(try PEM.text(of: reader.certificate.der, label: PEM.certificateLabel).utf8),
          "key": Array(try reader.key.pem().utf8),
        ])
      #expect(answer.isSuccess, "\(answer.text)")
      #expect(answer.bytes == content)
    }
  }

  @Test func `what openssl cms seals is opened here`() async throws {
    let answer = try await OpenSSLCommand.run(
      [
        "cms", "-encrypt", "-binary", "-aes-256-gcm", "-outform", "DER", "-in", "content", "certificate",
      ],
      files: [
        "content": content,
        "certificate": Array(try PEM.text(of: officer.certificate.der, label: PEM.certificateLabel).utf8),
      ])
    #expect(answer.isSuccess, "\(answer.text)")
    #expect(try opened(SealedContent(der: answer.bytes), by: officer) == content)
  }
}

extension Optional where Wrapped == SecretBytes {
  /// The bytes, for a test to compare.
  fileprivate consuming func withBytes() throws -> [UInt8]? {
    switch consume self {
    case .some(let secret): try secret.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    case .none: nil
    }
  }
}
