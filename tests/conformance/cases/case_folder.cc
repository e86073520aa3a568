#include "case_folder.h"

#include <algorithm>
#include <exception>
#include <fstream>
#include <string_view>
#include <utility>

#include <boost/json.hpp>

#include "protocol/json.h"
#include "runners.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".jsonl";

std::string name_of(const json::value& line, std::size_t number) {
  if (const json::object* const object = line.if_object()) {
    const std::string_view name = protocol::find_string(*object, "name");
    if (!name.empty()) return std::string(name);
  }
  return "line " + std::to_string(number);
}

Verdict run_line(Runner run, const json::value& line) {
  const json::object* const object = line.if_object();
  if (object == nullptr) return "not an object";
  for (const char* const key : {"input", "expected"}) {
    if (!object->contains(key)) return "no " + std::string(key);
  }
  try {
    return run(*object);
  } catch (const std::exception& error) {
    return std::string("not in the form of its category: ") + error.what();
  }
}

CategoryResult run_file(const fs::path& file, std::string name, Runner run) {
  CategoryResult result;
  result.name = std::move(name);
  std::ifstream in(file, std::ios::binary);
  std::size_t number = 0;
  for (std::string text; std::getline(in, text);) {
    ++number;
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    ++result.total;
    boost::system::error_code error;
    const json::value line = json::parse(text, error);
    Verdict verdict = error ? "not JSON: " + error.message() : run_line(run, line);
    if (verdict) {
      result.failed.push_back({name_of(line, number), *std::move(verdict)});
    } else {
      ++result.passed;
    }
  }
  if (in.bad() || !in.eof()) {
    ++result.total;
    result.failed.push_back({"line " + std::to_string(number + 1), "cannot be read"});
  }
  return result;
}

}  // namespace

std::size_t FolderResult::failures() const noexcept {
  std::size_t count = 0;
  for (const CategoryResult& category : categories) count += category.failed.size();
  return count;
}

FolderResult run_folder(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!entry.is_directory()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  FolderResult result;
  for (const fs::path& file : files) {
    const std::string name = file.stem().string();
    const Runner run = file.extension() == kEnding ? find_runner(name) : nullptr;
    if (run == nullptr) {
      result.unknown.push_back(file.filename().string());
    } else {
      result.categories.push_back(run_file(file, name, run));
    }
  }
  return result;
}

}  // namespace picket::conformance
