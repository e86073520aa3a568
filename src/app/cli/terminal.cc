#include "app/cli/terminal.h"

#include <array>
#include <cerrno>
#include <cstdio>

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

namespace picket::app {
namespace {

/// A typed line; nobody types more.
constexpr std::size_t kMaxLine = 4096;

/// One byte; 0 at the end of input, -1 on failure.
ssize_t read_byte(char& byte) noexcept {
  ssize_t got = -1;
  do {
    got = ::read(STDIN_FILENO, &byte, 1);
  } while (got < 0 && errno == EINTR);
  return got;
}

/// Keys come one by one, unshown, Ctrl-C as a byte, while it lives.
class Unshown {
 public:
  Unshown() noexcept {
    if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
    quiet.c_cc[VMIN] = 1;
    quiet.c_cc[VTIME] = 0;
    changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
  }
  ~Unshown() {
    if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  Unshown(const Unshown&) = delete;
  Unshown& operator=(const Unshown&) = delete;

  /// False: what is typed would be seen.
  bool holds() const noexcept { return changed_; }

 private:
  termios before_{};
  bool changed_ = false;
};

void say(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

Error interrupted() {
  return {ErrorKind::unavailable, "interrupted", "nothing was changed"};
}

/// Without its last character, which may be several bytes.
void erase_last(std::string& line) {
  while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xc0U) == 0x80U)
    line.pop_back();
  if (!line.empty()) line.pop_back();
}

Result<std::string> read_unshown(const std::string& prompt) {
  constexpr char kInterrupt = 3;
  constexpr char kEnd = 4;
  const Unshown unshown;
  if (!unshown.holds()) {
    return unexpected(Error{ErrorKind::unavailable, "no_terminal",
                            "this terminal would show the password: use --password-stdin"});
  }
  say(prompt);
  std::string line;
  char byte = 0;
  for (;;) {
    if (read_byte(byte) <= 0 || byte == kInterrupt || byte == kEnd) {
      say("\n");
      return unexpected(interrupted());
    }
    if (byte == '\n' || byte == '\r') break;
    if (byte == '\b' || byte == 0x7f) {
      erase_last(line);
    } else if (line.size() < kMaxLine) {
      line += byte;
    }
  }
  say("\n");
  return line;
}

}  // namespace

bool is_somebody_there() noexcept {
  return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
}

bool confirm(const std::string& question) {
  say(fmt::format("{} [y/N] ", question));
  std::string answer;
  char byte = 0;
  while (answer.size() < kMaxLine && read_byte(byte) == 1 && byte != '\n') answer += byte;
  return answer == "y" || answer == "Y" || answer == "yes";
}

Result<std::string> ask_password() {
  auto password = read_unshown("Password: ");
  if (!password) return password;
  const auto again = read_unshown("Once more: ");
  if (!again) return again;
  if (*password == *again) return password;
  return unexpected(Error{ErrorKind::invalid_argument, "bad_argument",
                          "the passwords are not the same; nothing was changed"});
}

Result<std::string> read_password(std::size_t most) {
  const auto bad = [](std::string sentence) {
    return unexpected(Error{ErrorKind::invalid_argument, "bad_argument", std::move(sentence)});
  };
  std::string text;
  std::array<char, 4096> buffer;
  for (;;) {
    const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return bad("standard input cannot be read");
    if (got == 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    // Its line may end in two bytes.
    if (text.size() > most + 2)
      return bad(fmt::format("a password has at most {} bytes; standard input has more", most));
  }
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  if (text.empty()) return bad("standard input holds no password");
  if (text.find('\n') != std::string::npos)
    return bad("a password is one line; standard input has more");
  return text;
}

}  // namespace picket::app
