import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Testing

@testable import CPSAuthSafeguards

@Suite struct AccountOwnershipTests {
  @Test func `an account is its owner's, and one without an owner or that is not there is nobody's`()
    async throws
  {
    let scene = try TelephoneScene()
    let book = AccountBook(in: scene.store, sealedBy: scene.secret)
    let (owner, other) = (try NationalIdentifier("899900123011"), try NationalIdentifier("899900123029"))
    for (name, holder) in [("owned", owner), ("free", nil)] as [(String, NationalIdentifier?)] {
      try await book.records.change(name) { _ in
        Account(owner: holder, address: nil, madeAt: scene.clock.now())
      }
    }
    #expect(try await book.isOwner(owner, of: try AccountName("owned")))
    #expect(try await !book.isOwner(other, of: try AccountName("owned")))
    for name in ["free", "absent"] {
      #expect(try await !book.isOwner(owner, of: try AccountName(name)))
    }
  }
}
