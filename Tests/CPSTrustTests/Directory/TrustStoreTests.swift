import CPSDiagnostics
import Foundation
import TestSupport
import Testing

@testable import CPSTrust

/// The files of a store, whatever happens while they are written.
@Suite struct TrustStoreTests {
  private let bench: TrustBench

  init() throws {
    bench = try TrustBench()
    try bench.fill()
  }

  private func imported() throws -> TrustImport {
    try bench.store.importItem(at: bench.source, at: TestTree.now)
  }

  /// A kill leaves a draft beside the old file, in whatever state.
  @Test(arguments: [0, 1, 1_000, 100_000])
  func `a draft that a kill left is not looked at, and gone with the next import`(length: Int) throws {
    _ = try imported()
    let stored = try bench.contents()
    for name in stored.keys.filter({ $0.contains("/") }) {
      let parts = name.split(separator: "/")
      let draft = "\(bench.store.path)/\(parts[0])/.\(parts[1]).new"
      try Data(repeating: 0x30, count: length).write(to: URL(filePath: draft))
    }
    let loaded = try bench.store.load(at: TestTree.now)
    #expect(loaded.faults.isEmpty)
    #expect(loaded.book.states(at: TestTree.now).allSatisfy { $0.standing == .fresh })
    try bench.fill(number: 301)
    #expect(try imported().imported.count == 9)
    #expect(try !bench.contents().keys.contains { $0.hasPrefix("lists/.") })
  }

  /// Files are replaced one after another: every set of them that a kill can leave is a store that loads.
  @Test func `whichever files were written before a kill, the store loads and the import ends the work`()
    throws
  {
    _ = try imported()
    let old = try bench.contents()
    try bench.fill(number: 301)
    _ = try imported()
    let names = old.keys.filter { $0.hasPrefix("lists/") }.sorted()
    #expect(names.count == 9)
    for written in 0...names.count {
      // The note of a list is written after the list, so that the last one may still be the old one.
      let notes = names[max(written - 1, 0)...].map { "latest/\($0.dropFirst(6).dropLast(4))" }
      for name in names[written...] + notes {
        try #require(old[name]).write(to: URL(filePath: "\(bench.store.path)/\(name)"))
      }
      let loaded = try bench.store.load(at: TestTree.now)
      #expect(loaded.faults.isEmpty)
      let states = loaded.book.states(at: TestTree.now)
      #expect(states.count { $0.facts?.number == "012d" } == written)
      #expect(try imported().imported.count == 9 - written)
    }
  }

  @Test func `a store that another process writes into is left alone`() throws {
    _ = try imported()
    let before = try bench.contents()
    try bench.fill(number: 301)
    do {
      let lock = try StoreLock(of: bench.store.path)
      defer { _ = lock }
      #expect(throws: CPSError(.trustStoreBusy)) { try imported() }
      #expect(try bench.contents() == before)
      // Who reads does not wait.
      #expect(try bench.store.load(at: TestTree.now).faults.isEmpty)
    }
    #expect(try imported().imported.count == 9)
  }

  @Test func `an authority that was changed in the store is mended by an import`() throws {
    _ = try imported()
    let name = try #require(try bench.contents().keys.first { $0.hasPrefix("authorities/") })
    try Data([0x30, 0x00]).write(to: URL(filePath: "\(bench.store.path)/\(name)"))
    #expect(throws: CPSError.self) { try bench.store.load(at: TestTree.now) }
    #expect(try imported().imported.count == 1)
    #expect(try bench.store.load(at: TestTree.now).faults.isEmpty)
  }

  @Test func `nothing is written through a link that lies in wait`() throws {
    _ = try imported()
    let victim = bench.folder.path("victim")
    try Data("untouched".utf8).write(to: URL(filePath: victim))
    let list = try #require(try bench.contents().keys.first { $0.hasPrefix("lists/") })
    let draft = "\(bench.store.path)/lists/.\(list.dropFirst(6)).new"
    try FileManager.default.createSymbolicLink(atPath: draft, withDestinationPath: victim)
    try bench.fill(number: 301)
    #expect(throws: CPSError(.outputFailed)) { try imported() }
    #expect(FileManager.default.contents(atPath: victim) == Data("untouched".utf8))
  }
}
