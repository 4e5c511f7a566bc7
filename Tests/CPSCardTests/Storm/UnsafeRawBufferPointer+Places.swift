import Glibc

extension UnsafeRawBufferPointer {
  /// Where `needle` begins in these bytes, found by the C library: much memory is searched for few bytes.
  func places(of needle: UnsafeBufferPointer<UInt8>) -> [Int] {
    guard let start = baseAddress, let first = needle.first, let needleStart = needle.baseAddress else {
      return []
    }
    var places: [Int] = []
    var offset = 0
    while offset <= count - needle.count,
      let place = memchr(start + offset, Int32(first), count - needle.count - offset + 1)
    {
      offset = UnsafeRawPointer(place) - start
      if memcmp(place, needleStart, needle.count) == 0 { places.append(offset) }
      offset += 1
    }
    return places
  }
}
