/// A registered server or disk, as far as a backup has to know it.
struct Registered: Identifiable {
  let id: String
  let name: String
  let region: String
  let project: String
}
