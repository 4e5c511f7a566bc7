/// The numbers that the robot holds: some are somebody's, the others have a right key and belong to nobody.
struct NumberList: Sendable {
  /// The numbers, each once, in the order in which the robot tries them.
  let numbers: [InsuredNumber]
  /// How many of them are somebody's.
  let hits: Int

  /// A list.
  ///
  /// - Parameters:
  ///   - count: how many numbers.
  ///   - hitRate: which part of them is somebody's, 0 to 1.
  init(count: Int, hitRate: Double, of population: InsuredPopulation, seed: UInt64) {
    var chance = SeededChance(seed: seed, for: "list")
    hits = min(Int((Double(count) * hitRate).rounded()), population.numbers.count)
    var everybody = population.numbers
    for place in 0..<hits { everybody.swapAt(place, place + chance.below(everybody.count - place)) }
    var numbers = Array(everybody.prefix(hits))
    var others: Set<InsuredNumber> = []
    while others.count < count - hits {
      let number = InsuredNumber(by: &chance)
      if !population.contains(number) { others.insert(number) }
    }
    // In an order that does not depend on how a set lies in memory.
    numbers += others.sorted()
    chance.shuffle(&numbers)
    self.numbers = numbers
  }
}
