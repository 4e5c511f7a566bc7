extension ReportPage {
  /// What is known, with its marks of doubt, and what is assumed.
  var facts: String {
    let known = PageFacts.known.map {
      "<li>\(PageText.escaped($0.text)) <span class=\"soft\">[\(PageText.escaped($0.mark))]</span></li>"
    }
    let assumed = PageFacts.assumed(figures.assumptions).map { "<li>\(PageText.escaped($0))</li>" }
    return """
      <h3>Ce qui est connu</h3>
      <ul>\(known.joined())</ul>
      <h3>Ce qui est supposé</h3>
      <p>Personne n’a publié ces nombres. Ils sont des paramètres, et les résultats en dépendent.</p>
      <ul>\(assumed.joined())</ul>
      <h3>Comment les chiffres sont comptés</h3>
      <p>Chaque requête passe par le routeur du produit, avec une preuve de possession honnête ; politique, quotas, \
      sessions et journal sont ceux du produit, sur un fichier SQLite, sous une horloge que l’acte avance. « Exposée » \
      veut dire que le service a répondu 200 avec les données d’une personne, chaque personne comptée une fois. Une \
      alarme est une entrée <code>alarm</code> du journal. Une recherche est empêchée quand quelqu’un qui travaille \
      comme il faut ne l’obtient pas, connexion et code porteur compris.</p>
      """
  }
}
