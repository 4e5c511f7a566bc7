import Hummingbird
import HummingbirdCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Listener {
  /// Where to bind.
  var address: BindAddress {
    switch self {
    case .loopback(let host, let port), .tls(let host, let port, _, _, _): .hostname(host, port: port)
    case .socket(let path): .unixDomainSocket(path: path)
    }
  }

  /// Lets the group of the process connect to its socket, which a proxy of another user needs; whoever cannot enter
  /// the socket's folder reaches it no more than before (unix(7)).
  func openToGroup() {
    guard case .socket(let path) = self else { return }
    chmod(path, 0o660)
  }
}
