import BenchSupport
import CPSPrimitives
import CPSTrust
import Foundation
import OpenSSLKit
import SyntheticIGC

/// A revocation list of many entries: made, loaded and asked, in ours or with the bare calls.
///
/// One thing a process, so that the memory of one is not that of the other.
enum ListBench {
  private static let thisUpdate = BenchScene.moment - .seconds(3_600)
  private static let lookUps = 20_000
  private static let rounds = 20

  /// What a process measured.
  struct Figures {
    let loading: Double
    let present: Double
    let peak: Double
    let hit: Series
    let miss: Series
  }

  /// A serial number in the form of IGC-Santé: eight bytes that are the authority's, and eight that vary.
  private static func serialNumber(_ index: Int) -> [UInt8] {
    // An odd factor gives each index a number of its own, spread over all.
    let varying = UInt64(index) &* 0x9E37_79B9_7F4A_7C15
    return [0x40, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77]
      + withUnsafeBytes(of: varying.bigEndian) { Array($0) }
  }

  /// Writes a list of the cards' authority.
  static func write(_ count: Int, to path: String, fixtures: String) throws {
    let authority = try SyntheticTree.load(from: "\(fixtures)/pki").authority(.cards)
    let list = try authority.revocationList(
      number: 1, revoked: (0..<count).map(serialNumber), thisUpdate: thisUpdate,
      nextUpdate: BenchScene.moment + .seconds(3_600))
    try Data(list.der).write(to: URL(filePath: path))
  }

  /// Reads the list and admits it to a book, as a service does, then asks for `count` numbers on it.
  static func ours(_ path: String, fixtures: String) throws -> Figures {
    let tree = try SyntheticTree.load(from: "\(fixtures)/pki")
    let pins = try TrustPins.synthetic(
      tree.authorities.map { Hexadecimal.encode($0.certificate.sha256) })
    let book = RevocationBook(
      anchors: try TrustAnchors(tree.authorities.map(\.certificate), pinnedBy: pins))
    let before = try ResidentMemory.now()
    let start = ProcessorTime.ofThread
    let list = try RevocationList(der: Array(try Data(contentsOf: URL(filePath: path))))
    try book.admit(list, at: BenchScene.moment)
    let loading = ProcessorTime.ofThread - start
    return try figures(loading: loading, since: before, count: list.entryCount) {
      list.contains(serialNumber: $0)
    }
  }

  /// The same with `d2i_X509_CRL`, `X509_CRL_verify` and `X509_CRL_get0_by_serial`.
  static func bare(_ path: String, count: Int, fixtures: String) throws -> Figures {
    let issuer = try SyntheticTree.load(from: "\(fixtures)/pki").authority(.cards).certificate
    let before = try ResidentMemory.now()
    let start = ProcessorTime.ofThread
    let list = try BareList(Array(try Data(contentsOf: URL(filePath: path))), issuer: issuer.der)
    let loading = ProcessorTime.ofThread - start
    return try figures(loading: loading, since: before, count: count) { list.contains($0) }
  }

  private static func figures(
    loading: UInt64, since before: ResidentMemory, count: Int, contains: ([UInt8]) -> Bool
  ) throws -> Figures {
    let after = try ResidentMemory.now()
    let present = (0..<lookUps).map { serialNumber($0 &* 7_919 % count) }
    let absent = (0..<lookUps).map { serialNumber(count + $0) }
    guard present.allSatisfy(contains), !absent.contains(where: contains) else {
      throw BareFailure("the list does not hold what it must")
    }
    var (hit, miss) = (Series(), Series())
    for _ in 0..<rounds {
      hit.measure(lookUps) { _ = contains(present[$0]) }
      miss.measure(lookUps) { _ = contains(absent[$0]) }
    }
    return Figures(
      loading: Double(loading) / 1_000_000, present: after.present - before.present,
      peak: after.peak - before.present, hit: hit, miss: miss)
  }
}
