// Reads a glob's text into its steps. For glob.cc only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/filter/glob.h"

namespace picket::domain::filter {

class GlobParser {
 public:
  GlobParser(std::string_view pattern, GlobCase letters) : rest_(pattern), case_(letters) {}

  Result<Glob, GlobError> parse();

 private:
  using Op = Glob::Step::Op;

  Result<void, GlobError> parse_one(char32_t c);
  Result<void, GlobError> parse_class();
  Result<Glob::Class, GlobError> read_class();
  Result<void, GlobError> begin_alternatives();
  Result<void, GlobError> end_alternatives();
  void next_alternative();

  char32_t next();
  void add(Op op, char32_t code_point = 0);
  void add_literal(char32_t c);
  void end_literal();
  void fold_class(Glob::Class& chars) const;
  Glob finish();

  std::string_view rest_;
  GlobCase case_;
  Glob glob_;
  bool alternating_ = false;
  std::vector<std::size_t> jumps_;  ///< Of the alternatives so far, to their end.
  std::size_t fork_ = 0;
  std::string literal_;  ///< The one that is being read, outside of alternatives.
  std::string longest_;  ///< Of those.
};

}  // namespace picket::domain::filter
