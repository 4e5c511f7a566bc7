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
}
