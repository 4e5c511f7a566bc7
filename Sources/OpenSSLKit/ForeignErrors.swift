internal import COpenSSL

/// What another part of this process left in OpenSSL's queue of errors on this thread.
///
/// libcrypto is shared by everything in a process, and a program may still want to read what its own call left
/// there: it gets it back as it was (attack case CA-14).
struct ForeignErrors {
  private struct Entry {
    let code: UInt
    let file: String
    let line: Int32
    let function: String
    let data: String?
  }

  private let entries: [Entry]

  /// Takes everything out of the queue, the oldest first.
  static func take() -> ForeignErrors {
    var entries: [Entry] = []
    while true {
      var file: UnsafePointer<CChar>?
      var function: UnsafePointer<CChar>?
      var data: UnsafePointer<CChar>?
      var (line, flags): (Int32, Int32) = (0, 0)
      let code = ERR_get_error_all(&file, &line, &function, &data, &flags)
      guard code != 0 else { return ForeignErrors(entries: entries) }
      // The texts belong to the queue, which gives them up with the next call.
      entries.append(
        Entry(
          code: code, file: file.map { String(cString: $0) } ?? "", line: line,
          function: function.map { String(cString: $0) } ?? "",
          data: flags & ERR_TXT_STRING == 0 ? nil : data.map { String(cString: $0) }))
    }
  }

  /// Puts them back behind whatever is in the queue.
  func restore() {
    for entry in entries {
      cpsauth_ERR_put(entry.code, entry.file, entry.line, entry.function, entry.data)
    }
  }
}
