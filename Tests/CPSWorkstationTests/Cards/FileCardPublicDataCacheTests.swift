import CPSCard
import CPSProof
import Foundation
import TestSupport
import Testing
import VirtualCPS

@testable import CPSWorkstation

@Suite struct FileCardPublicDataCacheTests {
  private let home: TemporaryDirectory
  private let data: CardPublicData

  init() async throws {
    home = try TemporaryDirectory()
    let connection = VirtualCardConnection(try VirtualCard(TestCard.image()))
    data = try await CardLogin.prepare(
      on: connection, cache: MemoryCardPublicDataCache(), environment: .synthetic
    ).publicData
  }

  private func cache() throws -> FileCardPublicDataCache {
    try #require(FileCardPublicDataCache(cacheHome: home.url.path, home: nil))
  }
  private var file: String { home.path("cpsauth/card-\(TestCard.serial).json") }

  @Test func `what is stored is found again, and forgotten on demand`() throws {
    try cache().store(data)
    #expect(try cache().publicData(of: data.serial) == data)
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    try cache().remove(data.serial)
    #expect(try cache().publicData(of: data.serial) == nil)
  }

  @Test(arguments: [0o644, 0o660, 0o606])
  func `a file that others could read or write is not believed`(mode: Int) throws {
    try cache().store(data)
    #expect(chmod(file, mode_t(mode)) == 0)
    #expect(try cache().publicData(of: data.serial) == nil)
  }

  @Test func `a link is not followed`() throws {
    try cache().store(data)
    let elsewhere = home.path("elsewhere.json")
    try FileManager.default.moveItem(atPath: file, toPath: elsewhere)
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: elsewhere)
    #expect(try cache().publicData(of: data.serial) == nil)
    // Storing replaces the link, not what it leads to.
    try FileManager.default.removeItem(atPath: elsewhere)
    try cache().store(data)
    #expect(!FileManager.default.fileExists(atPath: elsewhere))
    #expect(try cache().publicData(of: data.serial) == data)
  }

  @Test(arguments: ["", "{", "[]", "null", String(repeating: "x", count: 20_000)])
  func `a file of another form is no data`(content: String) throws {
    let cache = try cache()
    try Data(content.utf8).write(to: URL(filePath: file))
    #expect(chmod(file, 0o600) == 0)
    #expect(cache.publicData(of: data.serial) == nil)
  }

  @Test func `data of another card under this one's name is not believed`() throws {
    let cache = try cache()
    cache.store(data)
    let other = try CardSerial(digits: TestCard.otherSerial)
    try FileManager.default.moveItem(atPath: file, toPath: home.path("cpsauth/card-\(other.digits).json"))
    #expect(cache.publicData(of: other) == nil)
  }

  @Test func `the oldest card is forgotten when there are too many`() throws {
    let cache = try cache()
    for number in 0..<20 {
      let path = home.path("cpsauth/card-\(10_000_000 + number).json")
      try Data("{}".utf8).write(to: URL(filePath: path))
      let old = Date(timeIntervalSince1970: 1_000_000 + Double(number))
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
    }
    cache.store(data)
    let names = try FileManager.default.contentsOfDirectory(atPath: home.path("cpsauth"))
    #expect(names.count == FileCardPublicDataCache.maximumCards)
    #expect(cache.publicData(of: data.serial) == data)
    #expect(!names.contains("card-10000000.json"))
  }

  @Test func `without a place there is no cache`() throws {
    #expect(FileCardPublicDataCache(cacheHome: nil, home: nil) == nil)
    #expect(FileCardPublicDataCache(cacheHome: "relative", home: "relative") == nil)
    let open = try TemporaryDirectory()
    try FileManager.default.createDirectory(
      atPath: open.path("cpsauth"), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o777]
    )
    #expect(chmod(open.path("cpsauth"), 0o777) == 0)
    #expect(FileCardPublicDataCache(cacheHome: open.url.path, home: nil) == nil)
  }
}
