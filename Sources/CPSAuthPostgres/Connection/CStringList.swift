#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Texts as C wants a list of them: pointers, and a null pointer at the end.
final class CStringList {
  private let strings: [UnsafeMutablePointer<CChar>?]
  /// Valid as long as this object lives.
  let pointer: UnsafeMutablePointer<UnsafePointer<CChar>?>

  init(_ texts: [String]) {
    strings = texts.map { strdup($0) }
    pointer = .allocate(capacity: texts.count + 1)
    for (index, string) in strings.enumerated() { pointer[index] = UnsafePointer(string) }
    pointer[texts.count] = nil
  }

  deinit {
    for string in strings { free(string) }
    pointer.deallocate()
  }
}
