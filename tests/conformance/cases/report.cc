#include "report.h"

#include <vector>

#include <boost/json.hpp>

namespace picket::conformance {
namespace {

namespace json = boost::json;

std::string indented(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::size_t size = end == std::string::npos ? std::string::npos : end - at;
    out += "    " + text.substr(at, size) + '\n';
    if (end == std::string::npos) break;
    at = end + 1;
  }
  return out;
}

json::array names_of(const std::vector<Failure>& cases) {
  json::array names;
  for (const Failure& one : cases) names.emplace_back(one.name);
  return names;
}

}  // namespace

std::string text_report(const FolderResult& result) {
  std::string out;
  for (const CategoryResult& category : result.categories) {
    out += category.name + ' ' + std::to_string(category.passed) + '/' +
           std::to_string(category.total) + '\n';
    for (const Failure& failure : category.failed) {
      out += "  FAILED " + failure.name + '\n' + indented(failure.reason);
    }
  }
  for (const std::string& file : result.unknown) out += "UNKNOWN " + file + '\n';
  return out;
}

std::string json_report(const FolderResult& result) {
  json::object categories;
  for (const CategoryResult& category : result.categories) {
    json::object& shown = categories[category.name].emplace_object();
    shown = {{"passed", category.passed},
             {"total", category.total},
             {"failed", names_of(category.failed)}};
  }
  json::object report({{"categories", std::move(categories)}});
  if (!result.unknown.empty()) report.emplace("unknown", json::value_from(result.unknown));
  return json::serialize(report) + '\n';
}

}  // namespace picket::conformance
