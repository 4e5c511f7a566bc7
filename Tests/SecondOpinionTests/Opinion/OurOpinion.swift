import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SyntheticIGC

@testable import CPSTrust

/// What this product says of a certificate: of its path alone, and as the certificate of a card.
struct OurOpinion: Sendable {
  /// Why a path is refused.
  enum PathRefusal: Hashable, Sendable {
    /// The bytes are not DER.
    case encoding
    /// A field or an extension is not as RFC 5280 has it.
    case field
    /// libcrypto does not read what we read.
    case libcrypto
    /// What validation found first.
    case path(PathProblem.Kind)
  }

  private let paths: PathValidator
  private let cards: CertificateVerifier

  init(_ tree: SyntheticTree) throws {
    paths = try PathValidator(
      anchors: tree.roots, intermediates: tree.intermediates, revocationLists: [],
      checking: .notChecked)
    let pins = try TrustPins.synthetic(
      tree.authorities.map { Hexadecimal.encode($0.certificate.sha256) })
    let book = RevocationBook(
      anchors: try TrustAnchors(tree.authorities.map(\.certificate), pinnedBy: pins))
    for list in try tree.issueRevocationLists(at: SyntheticTree.fixtureListMoment, revoked: []) {
      try book.admit(list, at: SyntheticTree.fixtureMoment)
    }
    cards = try CertificateVerifier(
      of: .authentication, book: book, accepting: AcceptedCards(.cps, .cpf, .cpe),
      strictness: .standard,
      register: nil)
  }

  /// Both answers about the same bytes: nil where nothing speaks against them.
  ///
  /// For the second nobody here has to show the key: that is the proof's part.
  func refusals(of der: [UInt8]) throws -> (path: PathRefusal?, card: Diagnostic?) {
    let certificate: Certificate
    do throws(CPSError) { certificate = try Certificate(der: der) } catch {
      return (Self.refusal(to: der, for: error), error.diagnostic)
    }
    let outcome = try paths.validate(certificate, purpose: .any, at: SyntheticTree.fixtureMoment)
    return (outcome.problems.first.map { .path($0.kind) }, refusalOfCard(certificate))
  }

  private func refusalOfCard(_ certificate: Certificate) -> Diagnostic? {
    do throws(CPSError) {
      _ = try cards.verify(certificate, at: SyntheticTree.fixtureMoment) { _ in }
      return nil
    } catch { return error.diagnostic }
  }

  private static func refusal(to der: [UInt8], for error: CPSError) -> PathRefusal {
    guard (try? DERElement(der)) != nil else { return .encoding }
    return error.reason?.hasPrefix("d2i_") == true ? .libcrypto : .field
  }
}
