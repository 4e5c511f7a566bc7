internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust
internal import OpenSSLKit

/// A verdict for programs, and line by line for people; everything from outside is escaped.
struct VerificationReport: Encodable, Sendable {
  private struct Member: Encodable {
    let subject: String
    let sha256: String
    let notAfter: String

    enum CodingKeys: String, CodingKey {
      case subject, sha256
      case notAfter = "not_after"
    }
  }

  private struct Reason: Encodable {
    let code: String
    let depth: Int?
    let detail: String
  }

  let isValid: Bool
  private let chain: [Member]
  private let reasons: [Reason]
  private let kinds: [PlainReason.Kind]

  enum CodingKeys: String, CodingKey {
    case chain, reasons
    case isValid = "valid"
  }

  init(_ verdict: PlainVerdict) {
    isValid = verdict.isValid
    chain = verdict.chain.map { certificate in
      Member(
        subject: certificate.subject.description, sha256: Hexadecimal.encode(certificate.sha256),
        notAfter: certificate.notAfter.rfc3339)
    }
    reasons = verdict.reasons.map { reason in
      Reason(
        code: reason.kind.rawValue, depth: reason.depth, detail: PrintableText.escaped(reason.detail))
    }
    kinds = verdict.reasons.map(\.kind)
  }

  func lines(in language: Language) -> [String] {
    let verdict =
      isValid ? Bilingual(fr: "Valable", en: "Valid") : Bilingual(fr: "Pas valable", en: "Not valid")
    let members = chain.enumerated().map { depth, member in "  \(depth): \(member.subject)" }
    let against = zip(kinds, reasons).map { kind, reason in
      let place = reason.depth.map { "\($0): " } ?? ""
      return "- \(place)\(VerificationTexts.text(of: kind)[language]) (\(reason.detail))"
    }
    return [verdict[language]] + against + members
  }
}
