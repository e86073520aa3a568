// Expressions as people write them for relay, in the syntax of Rust's regex crate, taken to RE2's:
// both share Perl's core and differ at its edges.
// Source: docs.rs/regex (syntax), github.com/google/re2/wiki/Syntax.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace picket::domain::scrub {

/// `\d`, `\s`, `\w` stand for all of Unicode in Rust and for ASCII in RE2; `\u{..}` RE2 has not.
/// `\b` stays ASCII: next to a letter beyond it there is a boundary, so more is found than by
/// relay. What RE2 cannot do is an error: `(?x)`, and classes in classes.
Result<std::string, std::string> to_re2_syntax(std::string_view expression);

}  // namespace picket::domain::scrub
