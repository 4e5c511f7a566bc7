internal import ArgumentParser

/// The express yes of a program to the last try of a code; a person at a terminal is asked.
struct LastTryOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "Avec --pin-fd : admet de dépenser le dernier essai avant le blocage.",
        en: "With --pin-fd: admits that the last try before the card blocks is spent.")))
  var lastTry = false
}
