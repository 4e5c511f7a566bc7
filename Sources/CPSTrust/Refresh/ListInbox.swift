internal import CPSDiagnostics
internal import FoundationEssentials
internal import OpenSSLKit

/// A folder or a file in which somebody else puts revocation lists: what an LDAP directory publishes, delta lists
/// above all (igc-sante.md section 1.2), comes in this way.
///
/// A file is read when it has changed. A draft that is read too early is refused, and read again when it is whole.
struct ListInbox {
  /// The most files of a folder that are looked at.
  private static let maximumFiles = 64

  /// What changes when a file does.
  private struct Stamp: Hashable {
    let size: UInt64
    let modified: Date
    let node: UInt64
  }

  let path: String
  private var seen: [String: Stamp] = [:]

  init(path: String) { self.path = path }

  /// The lists of the files that changed since the last call, complete ones first, and why others cannot be read.
  mutating func changes() -> (lists: [RevocationList], faults: [CPSError]) {
    guard let files = files() else { return ([], [CPSError(.inputMissing, ["path": path])]) }
    var lists: [RevocationList] = []
    var faults: [CPSError] = []
    for file in files {
      let stamp = Self.stamp(of: file)
      guard stamp == nil || seen[file] != stamp else { continue }
      seen[file] = stamp
      do throws(CPSError) { lists += try Self.lists(in: file) } catch { faults.append(error) }
    }
    seen = seen.filter { files.contains($0.key) }
    return (lists.filter { !$0.isDelta } + lists.filter(\.isDelta), faults)
  }

  private static func lists(in file: String) throws(CPSError) -> [RevocationList] {
    let bytes = try TrustFile.bytes(file)
    guard bytes.first == 0x2D else { return [try RevocationList(der: bytes)] }
    return try RevocationList.all(inPEM: String(decoding: bytes, as: UTF8.self))
  }

  /// The file, or those of the folder that are not hidden; nil when there is neither.
  private func files() -> [String]? {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    guard isFolder else { return [path] }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return nil }
    return names.filter { !$0.hasPrefix(".") }.sorted().prefix(Self.maximumFiles).map { "\(path)/\($0)" }
  }

  private static func stamp(of file: String) -> Stamp? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
      let modified = attributes[.modificationDate] as? Date
    else { return nil }
    let size = (attributes[.size] as? UInt64) ?? (attributes[.size] as? Int).map(UInt64.init(clamping:)) ?? 0
    let node =
      (attributes[.systemFileNumber] as? UInt64)
      ?? (attributes[.systemFileNumber] as? Int).map(UInt64.init(clamping:)) ?? 0
    return Stamp(size: size, modified: modified, node: node)
  }
}
