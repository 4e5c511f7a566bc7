#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#endif

/// Clocks of the system, in nanoseconds.
public enum ProcessorTime {
  /// What this thread has used of a processor: other programs lengthen it little, unlike the time on the wall.
  public static var ofThread: UInt64 { nanoseconds(CLOCK_THREAD_CPUTIME_ID) }

  /// What all threads of this process have used of the processors.
  public static var ofProcess: UInt64 { nanoseconds(CLOCK_PROCESS_CPUTIME_ID) }

  /// The time on the wall, from an arbitrary beginning.
  public static var onWall: UInt64 { nanoseconds(CLOCK_MONOTONIC) }

  private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
