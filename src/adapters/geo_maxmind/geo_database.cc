#include "adapters/geo_maxmind/geo_database.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include <arpa/inet.h>
#include <maxminddb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "base/utf8.h"

namespace picket::adapters {
namespace {

/// Nodes of the search tree that a start looks at.
constexpr std::uint32_t kSamples = 256;
/// The longest name of a place is a third of that; a damaged length may be millions.
constexpr std::size_t kMaxNameBytes = 256;

/// A socket address of either family.
struct Address {
  sockaddr_storage storage{};

  const sockaddr* get() const noexcept {
    return static_cast<const sockaddr*>(static_cast<const void*>(&storage));
  }

  bool parse(std::string_view text) noexcept {
    std::array<char, INET6_ADDRSTRLEN + 1> copy{};
    if (text.size() >= copy.size() || text.find('\0') != std::string_view::npos) return false;
    std::copy(text.begin(), text.end(), copy.begin());
    void* const raw = &storage;
    auto* const v4 = static_cast<sockaddr_in*>(raw);
    if (inet_pton(AF_INET, copy.data(), &v4->sin_addr) == 1) {
      v4->sin_family = AF_INET;
      return true;
    }
    auto* const v6 = static_cast<sockaddr_in6*>(raw);
    if (inet_pton(AF_INET6, copy.data(), &v6->sin6_addr) != 1) return false;
    v6->sin6_family = AF_INET6;
    return true;
  }
};

template <class... Keys>
std::optional<MMDB_entry_data_s> value_at(MMDB_entry_s& entry, Keys... keys) noexcept {
  MMDB_entry_data_s data{};
  const int status = MMDB_get_value(&entry, &data, keys..., static_cast<const char*>(nullptr));
  if (status != MMDB_SUCCESS || !data.has_data) return std::nullopt;
  return data;
}

template <class... Keys>
std::string text_at(MMDB_entry_s& entry, Keys... keys) {
  const auto data = value_at(entry, keys...);
  if (!data || data->type != MMDB_DATA_TYPE_UTF8_STRING) return {};
  const std::string_view text(data->utf8_string, data->data_size);
  return text.size() <= kMaxNameBytes && is_valid_utf8(text) ? std::string(text) : std::string();
}

/// From the largest to the smallest: the last one.
std::string subdivision_of(MMDB_entry_s& entry) {
  const auto list = value_at(entry, "subdivisions");
  if (!list || list->type != MMDB_DATA_TYPE_ARRAY || list->data_size == 0) return {};
  const std::string last = std::to_string(list->data_size - 1);
  return text_at(entry, "subdivisions", last.c_str(), "names", "en");
}

/// Reads as far as find() does. (MMDB_get_entry_data_list would read all, and leaks when it fails.)
template <class... Keys>
bool is_readable(MMDB_entry_s& entry, Keys... keys) noexcept {
  MMDB_entry_data_s data{};
  const int status = MMDB_get_value(&entry, &data, keys..., static_cast<const char*>(nullptr));
  return status == MMDB_SUCCESS || status == MMDB_LOOKUP_PATH_DOES_NOT_MATCH_DATA_ERROR;
}

/// Empty when the samples are right.
std::string check(const MMDB_s& file) {
  const std::uint32_t count = file.metadata.node_count;
  bool has_country = false;
  const std::uint32_t step = std::max<std::uint32_t>(1, count / kSamples);
  for (std::uint32_t number = 0; number < count; number += step) {
    MMDB_search_node_s node{};
    if (MMDB_read_node(&file, number, &node) != MMDB_SUCCESS) return "is damaged";
    for (const auto& [type, entry] : {std::pair(node.left_record_type, node.left_record_entry),
                                      std::pair(node.right_record_type, node.right_record_entry)}) {
      if (type == MMDB_RECORD_TYPE_INVALID) return "is damaged";
      if (type != MMDB_RECORD_TYPE_DATA) continue;
      MMDB_entry_s copy = entry;
      if (!is_readable(copy, "country", "names", "en") ||
          !is_readable(copy, "city", "names", "en")) {
        return "is damaged";
      }
      has_country = has_country || value_at(copy, "country", "iso_code").has_value();
    }
    if (count - number <= step) break;  // The sum might not fit.
  }
  return has_country ? "" : "knows no countries: it should be a City or Country database";
}

}  // namespace

struct GeoDatabase::File {
  MMDB_s handle{};
  bool open = false;

  File() = default;
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (open) MMDB_close(&handle);
  }
};

GeoDatabase::GeoDatabase(std::unique_ptr<File> file) : file_(std::move(file)) {}
GeoDatabase::~GeoDatabase() = default;

Result<std::unique_ptr<GeoDatabase>, std::string> GeoDatabase::open(const std::string& path) {
  auto file = std::make_unique<File>();
  const int status = MMDB_open(path.c_str(), MMDB_MODE_MMAP, &file->handle);
  if (status != MMDB_SUCCESS) return unexpected(path + ": " + MMDB_strerror(status));
  file->open = true;
  if (const std::string problem = check(file->handle); !problem.empty()) {
    return unexpected(path + " " + problem);
  }
  return std::unique_ptr<GeoDatabase>(new GeoDatabase(std::move(file)));
}

std::optional<domain::GeoPlace> GeoDatabase::find(std::string_view address) const noexcept {
  Address socket;
  if (!socket.parse(address)) return std::nullopt;
  int status = MMDB_SUCCESS;
  MMDB_lookup_result_s found = MMDB_lookup_sockaddr(&file_->handle, socket.get(), &status);
  if (status != MMDB_SUCCESS || !found.found_entry) return std::nullopt;
  domain::GeoPlace place;
  place.country_code = text_at(found.entry, "country", "iso_code");
  place.city = text_at(found.entry, "city", "names", "en");
  place.subdivision = subdivision_of(found.entry);
  place.region = text_at(found.entry, "country", "names", "en");
  return place;
}

}  // namespace picket::adapters
