import OpenSSLKit
import SyntheticIGC
import TestSupport

/// What the tests read from `Fixtures`, once a run.
enum Fixture {
  static let pki = PackageRoot.path("Fixtures/pki")
  static let cards = PackageRoot.path("Fixtures/cards")
  static let tree = Result { try SyntheticTree.load(from: pki) }
}
