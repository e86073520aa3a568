// Expressions that rules look for, on RE2: linear time, whoever wrote them.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace picket::domain::scrub {

/// A part of a text; `begin` is npos when a group took no part in the match.
struct Span {
  std::size_t begin = std::string_view::npos;
  std::size_t end = 0;

  bool is_there() const noexcept { return begin != std::string_view::npos; }
  bool is_empty() const noexcept { return begin == end; }
};

/// Immutable; any number of threads may search at once.
class Pattern {
 public:
  /// Memory for one expression, of which RE2 gives a quarter to the compiled program: 256 KiB, as
  /// relay allows. The rest is its cache of states.
  static constexpr int kMaxBytes = 1 << 20;

  /// What people write: the syntax of Rust's regex crate, as relay takes it, with `\d`, `\s` and
  /// `\w` for all of Unicode. The error is a sentence for whoever wrote it.
  static Result<std::shared_ptr<const Pattern>, std::string> compile(std::string_view expression,
                                                                     bool ignore_case = false);
  /// One of our own, in RE2's syntax; must be valid.
  static std::shared_ptr<const Pattern> builtin(std::string_view expression);

  ~Pattern();
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  /// Groups besides the match as a whole.
  std::size_t group_count() const noexcept;
  bool occurs_in(std::string_view text) const;
  /// The first match at or behind `from`, whose context before that counts. `groups` becomes the
  /// match and its groups.
  bool find(std::string_view text, std::size_t from, std::vector<Span>& groups) const;
  /// The same in bytes of no encoding, each a character, in which `.` is any of them.
  bool find_in_bytes(std::string_view bytes, std::size_t from, std::vector<Span>& groups) const;

 private:
  struct Machine;
  explicit Pattern(std::unique_ptr<Machine> machine);

  std::unique_ptr<Machine> machine_;
};

}  // namespace picket::domain::scrub
