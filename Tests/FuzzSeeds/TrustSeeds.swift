import CPSPrimitives
import Foundation
import OpenSSLKit
import TestSupport
import TrustFuzz

/// Seeds for what authorities and responders say: the synthetic tree, and traps by hand.
///
/// Keys are those of the fixtures and RSASSA-PKCS1-v1_5 draws no lots, so that the same seeds come out each time.
struct TrustSeeds {
  typealias Seed = (name: String, bytes: [UInt8])

  private let card: Certificate
  private let authority: Certificate
  private let key: PrivateKey

  init() throws {
    card = try Certificate(der: Self.fixture("cards/physician/authentication.der"))
    authority = try Certificate(der: Self.fixture("pki/ACI-FO-PP.cer"))
    key = try PrivateKey(pem: String(decoding: Self.fixture("pki/ACI-FO-PP.key.pem"), as: UTF8.self))
  }

  private static func fixture(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: PackageRoot.url.appending(path: "Fixtures/\(path)")))
  }

  func seeds(for target: TrustFuzzTarget) throws -> [Seed] {
    switch target {
    case .certificate: try certificates()
    case .list: try lists()
    case .response: try responses()
    case .name: try names()
    }
  }

  private func certificates() throws -> [Seed] {
    var seeds: [Seed] = [("card", card.der), ("authority", authority.der)]
    for path in [
      "cards/physician/signature.der", "cards/nurse/authentication.der", "cards/contactless/technical.der",
      "pki/ACR-FO.cer",
    ] {
      let name = path.split(separator: "/").suffix(2).joined(separator: "-")
      seeds.append((name.replacing(".", with: "-"), try Self.fixture(path)))
    }
    let der = card.der
    seeds += [
      ("nothing", []), ("byte-behind", der + [0x00]), ("cut-off", Array(der.prefix(700))),
      ("indefinite", [0x30, 0x80] + der.dropFirst(4) + [0x00, 0x00]),
      ("length-not-shortest", [0x30, 0x83, 0x00] + der.dropFirst(2)),
      ("key-on-curve", try issued(for: Self.curveKey())),
    ]
    seeds.append(("doubled", try issued { $0.extensions += $0.extensions }))
    seeds.append(
      (
        "unknown-critical",
        try issued { $0.extensions = [CertificateExtension("1.2.3", isCritical: true, value: [])] }
      ))
    seeds.append(("without-extensions", try issued { $0.extensions = [] }))
    for (name, text) in [("nul", "A\u{0}B"), ("direction", "\u{202E}BA"), ("escape", "\u{1B}[2J")] {
      let subject = try DistinguishedName(relativeNames: [[NameAttribute(.commonName, .utf8, text)]])
      seeds.append((name, try issued { $0.subject = subject }))
    }
    return seeds
  }

  private func issued(
    for publicKey: PublicKey? = nil, _ change: (inout CertificateBuilder) -> Void = { _ in }
  ) throws -> [UInt8] {
    var builder = CertificateBuilder(
      serialNumber: card.serialNumber, issuer: card.issuer, subject: card.subject, notBefore: card.notBefore,
      notAfter: card.notAfter, extensions: card.extensions)
    change(&builder)
    return try builder.der(for: publicKey ?? card.publicKey, signedBy: key)
  }

  /// The key of RFC 6979, appendix A.2.5.
  private static func curveKey() throws -> PublicKey {
    try PublicKey(
      p256X: Hexadecimal.decode("60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6") ?? [],
      y: Hexadecimal.decode("7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299") ?? [])
  }

  private func lists() throws -> [Seed] {
    let reason = CertificateExtension(.crlReason, value: [0x0A, 0x01, 0x01])
    let unknown = CertificateExtension("1.2.3", isCritical: true, value: DEREncoding.null)
    let delta = CertificateExtension(.deltaCRLIndicator, isCritical: true, value: DEREncoding.integer(1))
    let scope = CertificateExtension(
      .issuingDistributionPoint, isCritical: true,
      value: DEREncoding.sequence(DEREncoding.element(0x81, [0xFF])))
    let empty = try list()
    return [
      ("fixture", try Self.fixture("pki/ACI-FO-PP.crl")), ("empty", empty), ("byte-behind", empty + [0x00]),
      ("nothing", []), ("without-number", try list { $0.extensions = [] }),
      ("without-end", try list { $0.nextUpdate = nil }),
      ("entries", try list { $0.entries = Self.entries([[1], [0x80, 0], [0x7F, 1, 2]], [reason]) }),
      ("twice", try list { $0.entries = Self.entries([[5], [5]], []) }),
      ("critical-entry", try list { $0.entries = Self.entries([[5]], [unknown]) }),
      ("critical", try list { $0.extensions.append(unknown) }),
      ("changes", try list { $0.extensions.append(delta) }),
      ("part", try list { $0.extensions.append(scope) }),
      ("doubled", try list { $0.extensions += $0.extensions }),
    ]
  }

  private static func entries(
    _ numbers: [[UInt8]], _ extensions: [CertificateExtension]
  ) -> [RevocationListBuilder.Entry] {
    numbers.map {
      RevocationListBuilder.Entry(
        serialNumber: $0, moment: Timestamp(secondsSince1970: 1_790_000_000), extensions: extensions)
    }
  }

  private func list(_ change: (inout RevocationListBuilder) -> Void = { _ in }) throws -> [UInt8] {
    var builder = RevocationListBuilder(
      issuer: authority.subject, thisUpdate: Timestamp(secondsSince1970: 1_790_000_000),
      nextUpdate: Timestamp(secondsSince1970: 1_790_086_400), entries: [],
      extensions: [
        CertificateExtension(
          .authorityKeyIdentifier,
          value: DEREncoding.sequence(DEREncoding.element(0x80, authority.subjectKeyIdentifier ?? []))),
        CertificateExtension(.crlNumber, value: DEREncoding.integer(300)),
      ])
    change(&builder)
    return try builder.der(signedBy: key)
  }

  private func responses() throws -> [Seed] {
    let moment = Timestamp(secondsSince1970: 1_790_000_000)
    let good = try response { _ in }
    return [
      ("good", good), ("byte-behind", good + [0x00]), ("nothing", []), ("cut-off", Array(good.prefix(200))),
      ("revoked", try response { $0.statuses[0].status = .revoked(at: moment, reason: nil) }),
      ("unknown", try response { $0.statuses[0].status = .unknown }),
      ("twice", try response { $0.statuses += $0.statuses }),
      ("without-end", try response { $0.statuses[0].nextUpdate = nil }),
      ("with-certificate", try response { $0.certificates = [authority] }),
      ("by-name", try response { $0.responder = .name(authority.subject) }),
      (
        "nonce",
        try response {
          let nonce = DEREncoding.octetString([UInt8](repeating: 7, count: 32))
          $0.extensions = [CertificateExtension(.statusNonce, value: nonce)]
        }
      ),
      ("try-later", StatusResponseBuilder.der(of: .tryLater)),
    ]
  }

  private func response(_ change: (inout StatusResponseBuilder) -> Void) throws -> [UInt8] {
    let moment = Timestamp(secondsSince1970: 1_790_000_000)
    let identifier = try CertificateIdentifier(
      serialNumber: card.serialNumber, issuedBy: authority, digest: .sha1)
    var builder = StatusResponseBuilder(
      responder: try .keyHash(of: authority), producedAt: moment,
      statuses: [
        SingleStatus(
          of: identifier, .good, thisUpdate: moment, nextUpdate: Timestamp(secondsSince1970: 1_790_086_400))
      ])
    change(&builder)
    return try builder.der(signedBy: key)
  }

  private func names() throws -> [Seed] {
    let several = try DistinguishedName(relativeNames: [
      [NameAttribute(.commonName, .utf8, "899900123011"), NameAttribute(.surname, .utf8, "FICTIF")]
    ])
    return [
      ("card", card.subject.der), ("authority", authority.subject.der), ("several", several.der),
      ("empty", [0x30, 0x00]), ("nothing", []), ("empty-part", [0x30, 0x02, 0x31, 0x00]),
      ("byte-behind", several.der + [0x00]), ("two-bytes-a-character", Self.name(0x1E, [0x00, 0x41])),
      ("former-string", Self.name(0x14, [0x1B, 0x5B, 0x41])), ("number", Self.name(0x02, [0x01])),
      ("escape", Self.name(0x0C, [0x1B, 0x5B, 0x41])), ("half-a-character", Self.name(0x0C, [0xC3])),
    ]
  }

  private static func name(_ type: UInt8, _ value: [UInt8]) -> [UInt8] {
    let attribute = DEREncoding.sequence(
      DEREncoding.objectIdentifier(.commonName), DEREncoding.element(type, value))
    return DEREncoding.sequence(DEREncoding.set([attribute]))
  }
}
