public import Foundation

/// A directory of one's own that is gone when the value ends.
public final class TemporaryDirectory: Sendable {
  /// Nobody else may write to what is made in the tests, whatever the shell says: servers refuse such files.
  private static let mask = umask(0o022)

  /// Where it lies.
  public let url: URL

  /// Makes an empty directory that only this user can read.
  ///
  /// Its path is short: a Unix socket inside it must fit in 107 bytes (unix(7)).
  public init() throws {
    _ = Self.mask
    var template = Array(
      FileManager.default.temporaryDirectory.appending(path: "cps-XXXXXX").path.utf8CString)
    guard mkdtemp(&template) != nil else {
      throw TestSupportError("mkdtemp: errno \(errno)")
    }
    url = URL(filePath: String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  /// The path of a file inside it.
  public func path(_ relative: String) -> String { url.appending(path: relative).path }

  deinit { remove() }

  /// Removes the directory and all in it before the value ends.
  public func remove() { try? FileManager.default.removeItem(at: url) }
}
