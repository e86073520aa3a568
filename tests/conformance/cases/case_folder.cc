#include "case_folder.h"

#include <algorithm>
#include <exception>
#include <fstream>
#include <functional>
#include <istream>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <boost/json.hpp>

#include "protocol/json.h"
#include "runners.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr std::string_view kLines = ".jsonl";
constexpr std::string_view kArray = ".json";

Verdict run_case(Runner run, const json::value& value) {
  const json::object* const object = value.if_object();
  if (object == nullptr) return "not an object";
  try {
    return run(*object);
  } catch (const std::exception& error) {
    return std::string("not in the form of its category: ") + error.what();
  }
}

/// Collects what becomes of the cases of one file.
class Tally {
 public:
  Tally(std::string category, Runner runner) : run_(runner) { result_.name = std::move(category); }

  /// `place` names a case without a name, or with one that others have, too.
  void add(const json::value& value, const std::string& place) {
    std::string name = name_of(value, place);
    count(run_case(run_, value), std::move(name));
  }
  void fail(std::string name, std::string reason) { count(std::move(reason), std::move(name)); }

  std::string name_of(const json::value& value, const std::string& place) {
    const json::object* const object = value.if_object();
    const std::string_view name =
        object != nullptr ? protocol::find_string(*object, "name") : std::string_view{};
    if (name.empty()) return place;
    const bool first = names_.emplace(name).second;
    return first ? std::string(name) : std::string(name) + " (" + place + ")";
  }

  CategoryResult take() && { return std::move(result_); }

 private:
  void count(Verdict verdict, std::string name) {
    ++result_.total;
    if (verdict) {
      result_.failed.push_back({std::move(name), *std::move(verdict)});
    } else {
      ++result_.passed;
    }
  }

  Runner run_;
  std::set<std::string, std::less<>> names_;
  CategoryResult result_;
};

/// What every case of a line has.
std::optional<std::string> missing_member(const json::value& line) {
  const json::object* const object = line.if_object();
  if (object == nullptr) return std::nullopt;
  for (const char* const key : {"input", "expected"}) {
    if (!object->contains(key)) return "no " + std::string(key);
  }
  return std::nullopt;
}

void run_lines(std::istream& in, Tally& tally) {
  std::size_t number = 0;
  for (std::string text; std::getline(in, text);) {
    const std::string place = "line " + std::to_string(++number);
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    boost::system::error_code error;
    const json::value line = json::parse(text, error);
    if (error) {
      tally.fail(place, "not JSON: " + error.message());
    } else if (auto missing = missing_member(line)) {
      tally.fail(tally.name_of(line, place), *std::move(missing));
    } else {
      tally.add(line, place);
    }
  }
  if (in.bad() || !in.eof()) tally.fail("line " + std::to_string(number + 1), "cannot be read");
}

void run_array(std::istream& in, Tally& tally) {
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  boost::system::error_code error;
  const json::value cases = json::parse(text, error);
  const json::array* const list = error ? nullptr : cases.if_array();
  if (list == nullptr) {
    tally.fail("the file", in.bad() ? "cannot be read"
                           : error  ? "not JSON: " + error.message()
                                    : "not an array");
    return;
  }
  std::size_t number = 0;
  for (const json::value& value : *list) tally.add(value, "case " + std::to_string(++number));
}

CategoryResult run_file(const fs::path& file, std::string name, Runner run) {
  Tally tally(std::move(name), run);
  std::ifstream in(file, std::ios::binary);
  if (file.extension() == kArray) {
    run_array(in, tally);
  } else {
    run_lines(in, tally);
  }
  return std::move(tally).take();
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
    const bool cases = file.extension() == kLines || file.extension() == kArray;
    const Runner run = cases ? find_runner(name) : nullptr;
    if (run == nullptr) {
      result.unknown.push_back(file.filename().string());
    } else {
      result.categories.push_back(run_file(file, name, run));
    }
  }
  return result;
}

}  // namespace picket::conformance
