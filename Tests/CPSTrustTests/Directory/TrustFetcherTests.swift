import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Foundation
import OpenSSLKit
import SyntheticIGC
import Synchronization
import TestSupport
import Testing

/// What comes from where authorities publish, good or bad.
@Suite struct TrustFetcherTests {
  /// A publisher of files by path; every other one is missing.
  private final class Publisher: PublicationTransport {
    private let files: [String: [UInt8]]
    private let failure: CPSError?
    private let log = Mutex<[String]>([])

    var asked: [String] { log.withLock { $0 } }

    init(_ files: [String: [UInt8]], failure: CPSError? = nil) {
      self.files = files
      self.failure = failure
    }

    func file(
      at address: PublicationAddress, upTo maximumLength: Int, within deadline: Duration
    ) async throws(CPSError) -> [UInt8] {
      log.withLock { $0.append(address.text) }
      if let failure { throw failure }
      guard let file = files[address.path], file.count <= maximumLength else {
        throw CPSError(.publicationUnavailable, ["address": address.text, "detail": "status 404"])
      }
      return file
    }
  }

  private static let mirror = "http://mirror.example/igc"
  private let bench: TrustBench
  private var files: [String: [UInt8]] = [:]

  init() throws {
    bench = try TrustBench()
    for authority in bench.tree.igc.authorities {
      files["/igc/AC/\(authority.role.fileName).cer"] = authority.certificate.der
      files["/igc/CRL/\(authority.role.fileName).crl"] = try ListDraft(of: authority).list().der
    }
  }

  private func fetched(
    _ files: [String: [UInt8]], from mirror: String? = mirror
  ) async throws -> (TrustFetch, Publisher) {
    let publisher = Publisher(files)
    let fetcher = try TrustFetcher(into: bench.store, over: publisher, mirror: mirror)
    return (try await fetcher.fetch(by: StoppedClock(time: TestTree.now)), publisher)
  }

  @Test func `an empty store is filled, and later only lists are asked for`() async throws {
    let (first, publisher) = try await fetched(files)
    #expect(first.intake.imported.count == 18)
    #expect(first.intake.refused.isEmpty && first.unavailable.isEmpty)
    #expect(publisher.asked.count == 18)
    #expect(publisher.asked.allSatisfy { $0.hasPrefix("http://mirror.example/igc/") })
    #expect(try bench.store.report(at: TestTree.now).alarms.isEmpty)
    let (second, again) = try await fetched(files)
    #expect(second.intake.unchanged.count == 9 && second.intake.imported.isEmpty)
    #expect(again.asked.count == 9 && again.asked.allSatisfy { $0.hasSuffix(".crl") })
  }

  @Test func `what does not come keeps nothing else out`() async throws {
    var partial = files
    partial["/igc/AC/ACR-EL.cer"] = nil
    partial["/igc/CRL/ACI-FO-PP.crl"] = nil
    let (fetch, _) = try await fetched(partial)
    #expect(
      fetch.unavailable.map(\.address) == [
        Self.mirror + "/AC/ACR-EL.cer", Self.mirror + "/CRL/ACI-FO-PP.crl",
      ])
    #expect(fetch.intake.imported.count == 15)
    #expect(try bench.store.authorities().filter(\.isPresent).count == 8)
  }

  @Test func `a publisher that is down leaves the store as it is`() async throws {
    _ = try await fetched(files)
    let before = try bench.contents()
    let (fetch, _) = try await fetched([:])
    #expect(fetch.unavailable.count == 9 && fetch.intake.isEmpty)
    #expect(try bench.contents() == before)
  }

  @Test func `CA-07 an impostor's authority on the way is left outside, and not asked for a list`()
    async throws
  {
    var tampered = files
    tampered["/igc/AC/ACI-FO-PP.cer"] = try bench.tree.impostor.authority(.cards).certificate.der
    let (fetch, publisher) = try await fetched(tampered)
    #expect(fetch.intake.passedOver.map(\.file) == [Self.mirror + "/AC/ACI-FO-PP.cer"])
    #expect(!publisher.asked.contains { $0.hasSuffix("ACI-FO-PP.crl") })
    #expect(try bench.store.authorities().filter(\.isPresent).count == 8)
  }

  @Test
  func `HN-13 a list that was changed, swapped or taken from before is refused and the stored one stays`()
    async throws
  {
    _ = try await fetched(files)
    let before = try bench.contents()
    var tampered = files
    let path = "/igc/CRL/ACI-FO-PP.crl"
    let cards = try bench.tree.authority(.cards)
    var changed = try ListDraft(of: cards, number: 301).list().der
    changed[changed.count - 1] ^= 1
    let impostor = try ListDraft(of: bench.tree.impostor.authority(.cards), number: 301).list().der
    let older = try ListDraft(of: cards, number: 299).list().der
    for bytes in [changed, impostor, older, Array("<html>".utf8), []] {
      tampered[path] = bytes
      let (fetch, _) = try await fetched(tampered)
      #expect(fetch.intake.refused.map(\.file) == ["http://mirror.example\(path)"])
      #expect(fetch.intake.unchanged.count == 8)
      #expect(try bench.contents() == before)
    }
  }

  @Test(arguments: [
    ("https://mirror.example", "https://mirror.example/AC/"),
    ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/AC/"),
  ])
  func `a mirror is a prefix`(mirror: String, expected: String) async throws {
    let (_, publisher) = try await fetched([:], from: mirror)
    #expect(publisher.asked.count == 9)
    #expect(publisher.asked.allSatisfy { $0.hasPrefix(expected) })
  }

  @Test(arguments: [
    "ftp://mirror.example", "http://user@mirror.example", "http://10.0.0.1", "mirror.example", "",
  ])
  func `HN-14 what is no mirror is refused before anything is asked`(mirror: String) throws {
    let publisher = Publisher([:])
    #expect(throws: CPSError(.publicationAddressRefused)) {
      try TrustFetcher(into: bench.store, over: publisher, mirror: mirror)
    }
  }

  @Test func `a synthetic tree is published nowhere but at a mirror`() async throws {
    let (fetch, publisher) = try await fetched(files, from: nil)
    #expect(publisher.asked.isEmpty && fetch.intake.isEmpty)
  }

  @Test(
    arguments: [
      (TrustPins.production, "http://igc-sante.esante.gouv.fr/AC/ACI-FO-PP.cer"),
      (
        try? TrustPins.test([String(repeating: "0", count: 64)]),
        "http://igc-sante.esante.gouv.fr/AC%20TEST/ACI-FO-PP-TEST.cer"
      ),
    ] as [(TrustPins?, String)])
  func `without a mirror the official host is asked, and no other`(pins: TrustPins?, address: String)
    async throws
  {
    let publisher = Publisher([:])
    let store = TrustDirectory(path: bench.folder.path("official"), pins: try #require(pins))
    _ = try await TrustFetcher(into: store, over: publisher).fetch(by: StoppedClock(time: TestTree.now))
    #expect(publisher.asked.count == 9 && publisher.asked.contains(address))
    #expect(publisher.asked.allSatisfy { $0.hasPrefix("http://igc-sante.esante.gouv.fr/") })
  }

  @Test func `who cancels stops the whole`() async throws {
    let publisher = Publisher([:], failure: CPSError(.cancelled))
    let fetcher = try TrustFetcher(into: bench.store, over: publisher, mirror: Self.mirror)
    await #expect(throws: CPSError(.cancelled)) {
      try await fetcher.fetch(by: StoppedClock(time: TestTree.now))
    }
    #expect(publisher.asked.count == 1)
  }
}
