#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes out what was printed, to every stream: `stdout` itself is shared mutable state to Swift 6.
func flush() { fflush(nil) }
