#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The clock of the machine (`CLOCK_REALTIME`).
public struct SystemWallClock: WallClock {
  /// A view of the machine's clock.
  public init() {}

  /// The present moment, to the millisecond.
  public func now() -> Timestamp {
    var time = timespec()
    // clock_gettime cannot fail for CLOCK_REALTIME with a valid pointer (POSIX.1-2017).
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(millisecondsSince1970: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
