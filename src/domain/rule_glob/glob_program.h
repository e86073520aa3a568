// One alternative of a glob, ready to match: a comparison where that is enough, and else a program
// that follows all of its ways through a text at once, a bit for each. For glob.cc.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace picket::domain::rule_glob {

struct Step {
  enum class Op : std::uint8_t {
    byte,
    one_of,           ///< Any byte of a set.
    star,             ///< Any run of bytes of a set.
    any_directories,  ///< Nothing, or any run that ends in "/".
  };
  Op op = Op::byte;
  unsigned char byte = 0;
  std::bitset<256> set{};
};

/// Bit i of a state says that the steps before i have matched the text so far.
class Program {
 public:
  Program() = default;
  /// `wild` is what runs of any_directories may consist of.
  Program(const std::vector<Step>& steps, const std::bitset<256>& wild);

  bool matches(std::string_view text) const;

 private:
  using Words = std::vector<std::uint64_t>;
  void close(std::uint64_t* state) const noexcept;

  std::size_t words_ = 0;
  std::size_t end_ = 0;  ///< The bit of a match.
  std::array<std::uint16_t, 256> class_of_{};
  /// By class, words_ each: steps that a byte of the class completes, and those that it stays in.
  Words advance_;
  Words stay_;
  Words skip_one_;  ///< Steps that may match nothing.
  Words skip_two_;
};

class Branch {
 public:
  enum class Kind : std::uint8_t {
    whole,             ///< The text.
    prefix,            ///< Its beginning.
    suffix,            ///< Its end.
    inside,            ///< Anywhere.
    directory,         ///< Anywhere behind a "/" or at the beginning.
    directory_suffix,  ///< Its end, likewise.
    program,
  };
  Kind kind = Kind::whole;
  bool newlines = false;  ///< Wild parts may hold line feeds.
  std::string literal;    ///< Of all kinds but program.
  std::string prefix;
  std::string required;
  Program program;  ///< Of that kind.

  bool matches(std::string_view text) const;

 private:
  struct Lines;
  /// The literal is at `at`: is what is around it what the wild parts take?
  bool stands_at(std::string_view text, std::size_t at, const Lines& lines) const noexcept;
  bool is_in(std::string_view text) const noexcept;
};

}  // namespace picket::domain::rule_glob
