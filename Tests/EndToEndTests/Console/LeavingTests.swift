import Foundation
import Testing

@testable import TerminalSupport

extension Journeys {
  /// A console that goes away in the middle of a copy: the copy completes, the terminal is as it was found (issue 2).
  @Suite struct LeavingTests {
    @Test("S28, S29: q leaves the copy to the agent, which completes it")
    func quit() throws {
      let copy = try CopyInFlight()
      try copy.terminal.press("q", for: "Leave to the agent")
      #expect(copy.terminal.screen.text.contains("1 task has not ended"))
      copy.terminal.type(PseudoTerminal.KeyCodes.enter)
      #expect(try copy.terminal.end() == 0)
      try copy.terminal.expectRestored()
      try copy.expectCompletion()
      try copy.home.expectNobodyLeft()
    }

    @Test("S29: q may pause the copy instead; nobody moves it until it is resumed")
    func pause() throws {
      let copy = try CopyInFlight()
      try copy.terminal.press("q", for: "Pause them")
      try copy.terminal.press(PseudoTerminal.KeyCodes.tab, for: "▸[ Pause them ]")
      copy.terminal.type(PseudoTerminal.KeyCodes.enter)
      #expect(try copy.terminal.end() == 0)
      try copy.home.expectNobodyLeft()
      #expect(try copy.status() == "paused")
      try copy.home.setLinkRate("off")
      try copy.home.json("tasks", "resume", copy.task)
      _ = try copy.home.waitUntil("tasks", "show", copy.task) { $0["status"].text == "success" }
      try copy.home.expectNobodyLeft()
    }

    @Test("S29: a hang-up ends the console, and the copy completes")
    func hangUp() throws {
      let copy = try CopyInFlight()
      copy.terminal.hangUp()
      #expect(try copy.terminal.end() == 0)
      try copy.expectCompletion()
      try copy.home.expectNobodyLeft()
    }

    @Test("S29: a polite kill ends the console by that signal, and the copy completes")
    func terminate() throws {
      let copy = try CopyInFlight()
      kill(copy.terminal.process, SIGTERM)
      #expect(try copy.terminal.end() == -SIGTERM)
      try copy.terminal.expectRestored()
      try copy.expectCompletion()
      try copy.home.expectNobodyLeft()
    }

    @Test("S29: ^Z gives the terminal back and the copy completes; continued, the console shows it")
    func suspend() throws {
      let copy = try CopyInFlight(underShell: true)
      try copy.terminal.press(PseudoTerminal.KeyCodes.suspend, for: "STOPPED")
      try copy.terminal.expectRestored()
      try copy.expectCompletion()
      copy.terminal.type(PseudoTerminal.KeyCodes.enter)
      try copy.terminal.wait(forAll: "Farshore", "TARGET  web-1", "s ago", "●")
      #expect(copy.terminal.screen.modes.contains(1049))
      try copy.terminal.press("?", for: "One row up")
      try copy.terminal.press(PseudoTerminal.KeyCodes.escape, without: "One row up")
      try copy.terminal.quit()
      try copy.home.expectNobodyLeft()
    }

    @Test("S29: a console that came back from ^Z moves bytes again")
    func resume() throws {
      let copy = try CopyInFlight(underShell: true)
      try copy.terminal.press(PseudoTerminal.KeyCodes.suspend, for: "STOPPED")
      // The worker dies while the console is stopped: only the console is left to go on.
      for worker in copy.home.workers { kill(worker, SIGKILL) }
      try copy.home.eventually("the end of the worker") { copy.home.workers.isEmpty }
      copy.terminal.type(PseudoTerminal.KeyCodes.enter)
      try copy.terminal.wait(forAll: "Farshore", "web-1")
      try copy.expectCompletion()
      try copy.terminal.wait(forAll: "s ago", "●")
      try copy.terminal.quit()
      try copy.home.expectNobodyLeft()
    }
  }
}
