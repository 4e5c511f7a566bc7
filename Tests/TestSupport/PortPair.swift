import Foundation

/// Two neighbouring TCP ports that nobody listens on, for the two slots of a virtual reader.
public enum PortPair {
  /// Below the range from which Linux takes ports for outgoing connections (32768 on).
  private static let candidates = Array(stride(from: UInt16(20_000), to: 32_000, by: 10))

  /// The lower port of a pair that was free a moment ago.
  ///
  /// Another process may take it meanwhile; whoever listens there must be ready to choose again.
  public static func free() throws -> UInt16 {
    for _ in 0..<100 {
      guard let port = candidates.randomElement() else { break }
      if isFree(port), isFree(port + 1) { return port }
    }
    throw TestSupportError("no free pair of ports")
  }

  private static func isFree(_ port: UInt16) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  /// Whether some process of this machine listens on `port` (state 0A of `/proc/net/tcp`, proc(5)).
  ///
  /// Asked of the kernel, since a connection would be an inserted card.
  static func isListening(_ port: UInt16) -> Bool {
    guard let file = FileHandle(forReadingAtPath: "/proc/net/tcp") else { return false }
    defer { try? file.close() }
    var table = Data()
    while let piece = try? file.read(upToCount: 65_536), !piece.isEmpty { table += piece }
    let suffix = String(format: ":%04X", port)
    return String(decoding: table, as: UTF8.self).split(separator: "\n").dropFirst().contains { line in
      let fields = line.split(separator: " ")
      return fields.count > 3 && fields[1].hasSuffix(suffix) && fields[3] == "0A"
    }
  }
}
