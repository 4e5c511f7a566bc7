internal import CPSAuth
internal import CPSDiagnostics

/// The people of the demonstration, all invented.
///
/// No number can be that of a person: the month of birth is 13 to 19, which is never given out. The keys are
/// right (igc-sante.md section 3.5).
enum FictitiousPeople {
  /// Everybody, by number.
  static var all: [(NIR, Insured)] {
    table.compactMap { row in
      guard let number = try? NIR(row.number) else { return nil }
      return (
        number,
        Insured(
          familyName: row.familyName, givenName: row.givenName, birthDate: row.birthDate,
          scheme: row.scheme, hasFamilyDoctor: row.hasFamilyDoctor,
          hasComplementaryCover: row.hasComplementaryCover)
      )
    }
  }

  private typealias Row = (
    number: String, familyName: String, givenName: String, birthDate: String, scheme: String,
    hasFamilyDoctor: Bool, hasComplementaryCover: Bool
  )

  /// How many people the table holds.
  static var count: Int { table.count }

  private static let table: [Row] = [
    ("208137512536476", "Aubépin", "Adélaïde", "2008-03-12", "agricultural", true, false),
    ("174146901036039", "Bellefeuille", "Anselme", "1974-06-28", "agricultural", false, false),
    ("250151302309645", "Chantemerle", "Brigitte", "1950-11-15", "general", true, false),
    ("119163332532645", "Doucelin", "Barnabé", "2019-12-20", "general", true, false),
    ("247175926313783", "Églantier", "Clarisse", "1947-10-28", "general", true, false),
    ("186183508535729", "Fontclaire", "Célestin", "1986-03-13", "general", true, true),
    ("214196738933263", "Grandval", "Domitille", "2014-04-11", "general", true, true),
    ("155134417506776", "Hautbois", "Donatien", "1955-07-13", "general", true, false),
    ("259143121321969", "Isambre", "Eulalie", "1959-12-10", "special", true, false),
    ("117150608304159", "Joliclerc", "Évariste", "2017-01-05", "agricultural", true, false),
    ("243162A28511427", "Kerlune", "Fanchon", "1943-06-07", "general", true, false),
    ("148172B08323888", "Lavandier", "Florimond", "1948-11-06", "agricultural", true, false),
    ("217189710814247", "Mirebois", "Gersende", "2017-07-28", "special", true, true),
    ("182193824435647", "Noirepierre", "Gédéon", "1982-09-02", "special", false, false),
    ("291132138416878", "Ormeval", "Hermine", "1991-07-22", "general", true, true),
    ("114147502601266", "Pimprenelle", "Hippolyte", "2014-04-17", "general", true, false),
    ("232156905731816", "Quatresous", "Isaure", "1932-06-09", "general", true, false),
    ("186161323630194", "Roncevent", "Isidore", "1986-08-17", "general", false, false),
    ("203173319816117", "Sourcebelle", "Jacinthe", "2003-08-21", "special", false, false),
    ("183185911105421", "Tournesol", "Joachim", "1983-05-13", "general", false, false),
    ("269193526616354", "Ussegrand", "Léocadie", "1969-02-14", "special", true, false),
    ("116136729621018", "Valserine", "Ladislas", "2016-03-18", "special", true, false),
    ("264144418239632", "Wattebled", "Mahaut", "1964-06-14", "general", true, false),
    ("160153139018944", "Yvelande", "Melchior", "1960-02-27", "general", false, false),
    ("205160609904433", "Zéphirin", "Ninon", "2005-08-16", "general", true, false),
    ("165172A07827817", "Brumemont", "Népomucène", "1965-10-09", "general", true, false),
    ("289182B19208866", "Coquelicot", "Odile", "1989-04-14", "general", true, false),
    ("101199712214586", "Dentelaire", "Onésime", "2001-07-06", "general", true, true),
    ("256133815103617", "Épinoche", "Pétronille", "1956-11-10", "general", true, false),
    ("178142110832676", "Frênelle", "Polycarpe", "1978-01-03", "agricultural", true, false),
    ("217157513114495", "Genévrier", "Rosalie", "2017-03-04", "agricultural", false, true),
    ("155166931708719", "Houblonne", "Rodolphe", "1955-12-11", "general", true, false),
    ("245171305212406", "Jonquille", "Sidonie", "1945-03-04", "agricultural", true, true),
    ("105183320933761", "Liseron", "Sosthène", "2005-05-19", "special", false, true),
    ("239195926709739", "Mandragore", "Théodora", "1939-01-04", "general", false, false),
    ("147133515511502", "Nénuphar", "Théophraste", "1947-09-24", "special", true, false),
  ]
}
