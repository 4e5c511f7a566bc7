/// Arithmetic on large numbers, big-endian bytes, slow: the public RSA operation without any library.
enum Modular {
  /// `base` to the power of `exponent`, modulo `modulus`, as long as the modulus.
  static func power(_ base: [UInt8], _ exponent: [UInt8], _ modulus: [UInt8]) -> [UInt8] {
    let modulus = limbs(modulus)
    let base = limbs(base) + [UInt32](repeating: 0, count: modulus.count - limbs(base).count)
    var result = [UInt32](repeating: 0, count: modulus.count)
    result[0] = 1
    for byte in exponent {
      for bit in (0..<8).reversed() {
        result = product(result, result, modulus)
        if byte >> UInt8(bit) & 1 == 1 { result = product(result, base, modulus) }
      }
    }
    return result.reversed().flatMap { limb in (0..<4).reversed().map { UInt8(limb >> (8 * $0) & 0xFF) } }
  }

  /// By doubling and adding, highest bit first; one limb more keeps the carry.
  private static func product(_ left: [UInt32], _ right: [UInt32], _ modulus: [UInt32]) -> [UInt32] {
    let modulus = modulus + [0]
    let right = right + [0]
    var sum = [UInt32](repeating: 0, count: modulus.count)
    for limb in left.reversed() {
      for bit in (0..<32).reversed() {
        add(sum, to: &sum)
        reduce(&sum, modulus)
        if limb >> UInt32(bit) & 1 == 1 {
          add(right, to: &sum)
          reduce(&sum, modulus)
        }
      }
    }
    return Array(sum.dropLast())
  }

  private static func add(_ other: [UInt32], to sum: inout [UInt32]) {
    var carry: UInt64 = 0
    for index in sum.indices {
      carry += UInt64(sum[index]) + UInt64(other[index])
      sum[index] = UInt32(truncatingIfNeeded: carry)
      carry >>= 32
    }
  }

  private static func reduce(_ sum: inout [UInt32], _ modulus: [UInt32]) {
    for index in sum.indices.reversed() where sum[index] != modulus[index] {
      if sum[index] < modulus[index] { return }
      break
    }
    var borrow: Int64 = 0
    for index in sum.indices {
      borrow += Int64(sum[index]) - Int64(modulus[index])
      sum[index] = UInt32(truncatingIfNeeded: borrow)
      borrow >>= 32
    }
  }

  private static func limbs(_ bytes: [UInt8]) -> [UInt32] {
    let padded = [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4) + bytes
    return stride(from: 0, to: padded.count, by: 4).reversed().map { start in
      padded[start..<(start + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }
  }
}
