#include "adapters/meta_sql/migration.h"

#include "base/ascii.h"

namespace picket::adapters::meta {

std::vector<std::string> split_statements(std::string_view script) {
  std::vector<std::string> statements;
  std::string current;
  while (!script.empty()) {
    const ascii::Split line = ascii::split_once(script, '\n');
    script = line.tail;
    const std::string_view code = ascii::trim(line.head.substr(0, line.head.find("--")));
    if (code.empty()) continue;
    if (!current.empty()) current += '\n';
    current += code;
    if (code.back() != ';') continue;
    current.pop_back();
    statements.push_back(std::move(current));
    current.clear();
  }
  if (!current.empty()) statements.push_back(std::move(current));
  return statements;
}

}  // namespace picket::adapters::meta
