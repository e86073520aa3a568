#include "adapters/meta_sql/statement.h"

#include "base/utf8.h"

namespace picket::adapters::meta {

void assign_text(std::string& to, std::string_view from) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  if (!is_valid_utf8(from)) {
    to = to_valid_utf8(from);
  } else {
    to.assign(from);
  }
  for (auto nul = to.find('\0'); nul != std::string::npos; nul = to.find('\0', nul)) {
    to.replace(nul, 1, kReplacement);
  }
}

}  // namespace picket::adapters::meta
