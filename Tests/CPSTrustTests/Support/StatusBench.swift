import CPSDiagnostics
import CPSTrust
import OpenSSLKit
import SyntheticIGC

/// A professional whose card has been verified, and the book by which that was done.
struct StatusBench {
  /// The serial number of a responder that is on the list of the authority of cards.
  static let revokedResponder: [UInt8] = [0x66, 0x66]

  let tree: TestTree
  let book: RevocationBook
  let professional: VerifiedProfessional

  init() throws {
    tree = try TestTree.shared.get()
    let list = try ListDraft(of: tree.authority(.cards), revoking: [Self.revokedResponder])
    book = try tree.book(replacing: [list])
    professional = try tree.logIn(with: LeafDraft(in: tree).der(), by: tree.verifier(book: book))
  }

  func inquiry(_ rules: StatusInquiryRules, _ transport: ConductedTransport) -> StatusInquiry {
    StatusInquiry(
      rules, book: book, transport: transport, clock: StoppedClock(time: TestTree.now),
      random: SystemRandomSource())
  }

  func confirm(
    with conduct: ResponderConduct, _ rules: StatusInquiryRules = .standard
  ) async throws(CPSError) -> VerifiedProfessional {
    try await inquiry(rules, ConductedTransport(conduct, tree)).confirm(professional)
  }
}
