import Foundation

/// The official code dictionary of the reference data: a code a line, its parts separated by tabs.
struct OfficialDictionary {
  let bytes: [UInt8]
  private let rows: [[Substring]]

  init() throws {
    bytes = try SharedData.bytes("DICO-FR.GIP")
    let text = String(data: Data(bytes), encoding: .windowsCP1252) ?? ""
    rows = text.split(separator: "\r\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
  }

  /// Labels by code, for one table.
  func table(_ name: String) -> [String: String] {
    Dictionary(
      rows.filter { $0.count == 6 && $0[0] == name }.map { (String($0[1]), String($0[5])) },
      uniquingKeysWith: { first, _ in first + " (twice)" })
  }

  /// What comes before the line of the checksum.
  var checkedBytes: [UInt8] {
    guard let line = bytes.firstRange(of: Array("G999\tChecksum".utf8)) else { return [] }
    return Array(bytes[..<line.lowerBound])
  }
}
