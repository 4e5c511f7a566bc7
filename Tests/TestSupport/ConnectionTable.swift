import Foundation

/// What the kernel knows of this machine's TCP sockets over IPv4 (`/proc/net/tcp`, proc(5)).
///
/// Asked of the kernel where a connection of the test's own would change what it looks at.
public struct ConnectionTable {
  private let rows: [[Substring]]

  /// The table of this moment; empty where it cannot be read.
  public init() {
    guard let file = FileHandle(forReadingAtPath: "/proc/net/tcp") else {
      rows = []
      return
    }
    defer { try? file.close() }
    var table = Data()
    while let piece = try? file.read(upToCount: 65_536), !piece.isEmpty { table += piece }
    rows = String(decoding: table, as: UTF8.self).split(separator: "\n").dropFirst()
      .map { $0.split(separator: " ") }.filter { $0.count > 9 }
  }

  /// Whether some process listens on `port` (state 0A).
  public func listens(on port: UInt16) -> Bool { rows(of: port, state: "0A").isEmpty == false }

  /// Whether a process has accepted a connection to its `port` (state 01) and read everything that came over it.
  ///
  /// A connection that waits to be accepted has no inode yet; what has come and is not read stands in the receive
  /// queue.
  public func hasReadEverything(sentTo port: UInt16) -> Bool {
    let connections = rows(of: port, state: "01")
    return !connections.isEmpty
      && connections.allSatisfy { $0[9] != "0" && $0[4].hasSuffix(":00000000") }
  }

  private func rows(of port: UInt16, state: String) -> [[Substring]] {
    let suffix = String(format: ":%04X", port)
    return rows.filter { $0[1].hasSuffix(suffix) && $0[3] == state }
  }
}
