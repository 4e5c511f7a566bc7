/// What a modulus leaves when it is divided by small primes.
///
/// Primes are taken together as long as their product fits a word, so that a modulus of 2,048 bits costs some
/// hundred divisions for all of them.
enum SmallResidues {
  /// The odd primes up to 167: those of the mark of CVE-2017-15361, and those between.
  static let primes: [UInt64] = [
    3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103,
    107,
    109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
  ]

  private static let products: [UInt64] = {
    var products: [UInt64] = [1]
    for prime in primes {
      if products[products.count - 1] * prime < 1 << 32 {
        products[products.count - 1] *= prime
      } else {
        products.append(prime)
      }
    }
    return products
  }()

  /// The residues of a number, big-endian, in the order of ``primes``.
  static func residues(of number: [UInt8]) -> [UInt64] {
    let words = words(of: number)
    var residues: [UInt64] = []
    residues.reserveCapacity(primes.count)
    for product in products {
      // Below 2³² and so, with the next word behind, below 2⁶⁴.
      let rest = words.reduce(UInt64(0)) { ($0 << 32 | UInt64($1)) % product }
      while residues.count < primes.count, product.isMultiple(of: primes[residues.count]) {
        residues.append(rest % primes[residues.count])
      }
    }
    return residues
  }

  private static func words(of number: [UInt8]) -> [UInt32] {
    var words: [UInt32] = []
    words.reserveCapacity(number.count / 4 + 1)
    var (word, missing): (UInt32, Int) = (0, number.count % 4 == 0 ? 4 : number.count % 4)
    for byte in number {
      word = word << 8 | UInt32(byte)
      missing -= 1
      if missing == 0 {
        words.append(word)
        (word, missing) = (0, 4)
      }
    }
    return words
  }
}
