public import CPSDiagnostics
internal import CPSProof

/// Where an authority, or a mirror of the administrator's, publishes a file: scheme, host, port and path.
///
/// Written by the administrator or by this program, never taken out of a certificate (attack case HN-14). In
/// clear is the rule: IGC-Santé publishes nothing over TLS, and what is fetched counts for its signature or its
/// pin alone (igc-sante.md section 2).
public struct PublicationAddress: Sendable, Hashable, CustomStringConvertible {
  /// How the file is asked for.
  public enum Scheme: String, Sendable, Hashable {
    /// In clear.
    case http
    /// Over TLS.
    case https
  }

  /// The longest address, in bytes.
  public static let maximumLength = 2_048

  /// The scheme.
  public let scheme: Scheme
  /// The host: A-labels in lower case, or a loopback literal.
  public let host: String
  /// The TCP port.
  public let port: UInt16
  /// The path, beginning with a slash, as it goes over the wire.
  public let path: String

  /// Reads an address.
  ///
  /// Hosts are named: a literal says nothing about whose it is, and those of links lead to the services of a
  /// cloud's own machine. LDAP is not spoken here; what a directory publishes comes in by a file.
  ///
  /// - Throws: ``Diagnostic/publicationAddressRefused`` for another scheme than http and https, a user, a
  ///   query, a fragment, a literal that is not of the loopback, or a path that is not plainly written.
  public init(_ text: String) throws(CPSError) { try self.init(text, withoutFile: false) }

  /// Reads the address of a service, such as a status responder's, which need not name a file:
  /// `http://ocsp.esante.gouv.fr`.
  ///
  /// - Throws: ``Diagnostic/publicationAddressRefused`` as for a file.
  public init(service text: String) throws(CPSError) { try self.init(text, withoutFile: true) }

  private init(_ text: String, withoutFile isRootAdmitted: Bool) throws(CPSError) {
    func refuse(_ detail: String) -> CPSError {
      CPSError(.publicationAddressRefused, ["address": text, "detail": detail], reason: detail)
    }
    guard text.utf8.count <= Self.maximumLength else {
      throw refuse("longer than \(Self.maximumLength) bytes")
    }
    let scheme = text.firstRange(of: "://").flatMap { Scheme(rawValue: String(text[..<$0.lowerBound])) }
    guard let scheme else { throw refuse("neither http:// nor https://") }
    let rest = text.dropFirst(scheme.rawValue.count + 3)
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = rest[..<slash]
    let path = slash == rest.endIndex ? "/" : String(rest[slash...])
    guard path != "/" || isRootAdmitted else { throw refuse("no path") }
    guard path == "/" || Self.isPlain(path) else { throw refuse("the path is not plainly written") }
    let hasPort = authority.hasPrefix("[") ? authority.contains("]:") : authority.contains(":")
    let defaultPort = scheme == .http ? ":80" : ""
    let origin: Audience
    do throws(CPSError) {
      origin = try Audience("https://\(authority)\(hasPort ? "" : defaultPort)")
    } catch { throw refuse(error.values["detail"] ?? "host") }
    let isLiteral = origin.host.contains(":") || origin.host.allSatisfy { $0.isNumber || $0 == "." }
    guard !isLiteral || origin.isLoopbackLiteral else { throw refuse("a host is written by its name") }
    self.scheme = scheme
    host = origin.host
    port = origin.port
    self.path = path
  }

  /// The address as it is asked for.
  public var text: String {
    let shown = host.contains(":") ? "[\(host)]" : host
    let isDefault = port == (scheme == .http ? 80 : 443)
    return "\(scheme.rawValue)://\(shown)\(isDefault ? "" : ":\(port)")\(path)"
  }

  /// The address as it is asked for.
  public var description: String { text }

  /// Segments of unreserved characters and escapes (RFC 3986, clause 3.3), none of which leads upwards.
  private static func isPlain(_ path: String) -> Bool {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    return segments.allSatisfy { segment in
      let parts = segment.split(separator: "%", omittingEmptySubsequences: false)
      let areEscapes = parts.dropFirst().allSatisfy { part in
        part.count >= 2 && part.prefix(2).allSatisfy { $0.isASCII && $0.isHexDigit }
      }
      return !segment.isEmpty && segment != "." && segment != ".." && areEscapes
        && parts.allSatisfy { $0.allSatisfy(plain.contains) }
    }
  }
}
