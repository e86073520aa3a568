// How fast a phone is, roughly: 1 slow, 2 medium, 3 fast. Source: shared spec "ingest", section 3.8
// and data/ingest_tables.json.
#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "domain/normalize/lookup.h"
#include "domain/normalize/steps.h"
#include "domain/normalize/tags.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

constexpr std::string_view kTag = "device.class";
constexpr double kGib = 1024.0 * 1024 * 1024;

/// Sorted by model.
constexpr std::pair<std::string_view, char> kAppleModels[] = {
    {"iPad1,1", '1'},    {"iPad1,2", '1'},    {"iPad11,1", '2'},   {"iPad11,2", '2'},
    {"iPad11,3", '2'},   {"iPad11,4", '2'},   {"iPad11,6", '2'},   {"iPad11,7", '2'},
    {"iPad12,1", '2'},   {"iPad12,2", '2'},   {"iPad13,1", '3'},   {"iPad13,10", '3'},
    {"iPad13,11", '3'},  {"iPad13,16", '3'},  {"iPad13,17", '3'},  {"iPad13,18", '3'},
    {"iPad13,19", '3'},  {"iPad13,2", '3'},   {"iPad13,4", '3'},   {"iPad13,5", '3'},
    {"iPad13,6", '3'},   {"iPad13,7", '3'},   {"iPad13,8", '3'},   {"iPad13,9", '3'},
    {"iPad14,1", '3'},   {"iPad14,2", '3'},   {"iPad14,3", '3'},   {"iPad14,4", '3'},
    {"iPad14,5", '3'},   {"iPad14,6", '3'},   {"iPad2,1", '1'},    {"iPad2,2", '1'},
    {"iPad2,3", '1'},    {"iPad2,4", '1'},    {"iPad2,5", '1'},    {"iPad2,6", '1'},
    {"iPad2,7", '1'},    {"iPad3,1", '1'},    {"iPad3,2", '1'},    {"iPad3,3", '1'},
    {"iPad3,4", '1'},    {"iPad3,5", '1'},    {"iPad3,6", '1'},    {"iPad4,1", '1'},
    {"iPad4,2", '1'},    {"iPad4,3", '1'},    {"iPad4,4", '1'},    {"iPad4,5", '1'},
    {"iPad4,6", '1'},    {"iPad4,7", '1'},    {"iPad4,8", '1'},    {"iPad4,9", '1'},
    {"iPad5,1", '1'},    {"iPad5,2", '1'},    {"iPad5,3", '1'},    {"iPad5,4", '1'},
    {"iPad6,11", '1'},   {"iPad6,12", '1'},   {"iPad6,3", '2'},    {"iPad6,4", '2'},
    {"iPad6,7", '2'},    {"iPad6,8", '2'},    {"iPad7,1", '2'},    {"iPad7,11", '2'},
    {"iPad7,12", '2'},   {"iPad7,2", '2'},    {"iPad7,3", '2'},    {"iPad7,4", '2'},
    {"iPad7,5", '2'},    {"iPad7,6", '2'},    {"iPad8,1", '2'},    {"iPad8,10", '2'},
    {"iPad8,11", '2'},   {"iPad8,12", '2'},   {"iPad8,2", '2'},    {"iPad8,3", '2'},
    {"iPad8,4", '2'},    {"iPad8,5", '2'},    {"iPad8,6", '2'},    {"iPad8,7", '2'},
    {"iPad8,8", '2'},    {"iPad8,9", '2'},    {"iPhone1,1", '1'},  {"iPhone1,2", '1'},
    {"iPhone10,1", '2'}, {"iPhone10,2", '2'}, {"iPhone10,3", '2'}, {"iPhone10,4", '2'},
    {"iPhone10,5", '2'}, {"iPhone10,6", '2'}, {"iPhone11,2", '2'}, {"iPhone11,4", '2'},
    {"iPhone11,6", '2'}, {"iPhone11,8", '2'}, {"iPhone12,1", '2'}, {"iPhone12,3", '2'},
    {"iPhone12,5", '2'}, {"iPhone12,8", '2'}, {"iPhone13,1", '3'}, {"iPhone13,2", '3'},
    {"iPhone13,3", '3'}, {"iPhone13,4", '3'}, {"iPhone14,2", '3'}, {"iPhone14,3", '3'},
    {"iPhone14,4", '3'}, {"iPhone14,5", '3'}, {"iPhone14,6", '3'}, {"iPhone14,7", '3'},
    {"iPhone14,8", '3'}, {"iPhone15,2", '3'}, {"iPhone15,3", '3'}, {"iPhone2,1", '1'},
    {"iPhone3,1", '1'},  {"iPhone3,2", '1'},  {"iPhone3,3", '1'},  {"iPhone4,1", '1'},
    {"iPhone5,1", '1'},  {"iPhone5,2", '1'},  {"iPhone5,3", '1'},  {"iPhone5,4", '1'},
    {"iPhone6,1", '1'},  {"iPhone6,2", '1'},  {"iPhone7,1", '1'},  {"iPhone7,2", '1'},
    {"iPhone8,1", '1'},  {"iPhone8,2", '1'},  {"iPhone8,4", '1'},  {"iPhone9,1", '2'},
    {"iPhone9,2", '2'},  {"iPhone9,3", '2'},  {"iPhone9,4", '2'},
};

std::optional<double> number_at(const json::object& object, std::string_view key) noexcept {
  const json::value* const value = object.if_contains(key);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  return value->to_number<double>();
}

/// '\0': not known.
char class_of_apple(std::string_view model) noexcept {
  const auto* const found =
      std::lower_bound(std::begin(kAppleModels), std::end(kAppleModels), model,
                       [](const auto& known, std::string_view key) { return known.first < key; });
  return found != std::end(kAppleModels) && found->first == model ? found->second : '\0';
}

char class_of(const json::object& device) noexcept {
  const std::string_view family = protocol::find_string(device, "family");
  if (family == "iPhone" || family == "iOS" || family == "iOS-Device") {
    return class_of_apple(protocol::find_string(device, "model"));
  }
  const auto mhz = number_at(device, "processor_frequency");
  const auto cores = number_at(device, "processor_count");
  const auto memory = number_at(device, "memory_size");
  if (!mhz || !cores || !memory) return '\0';
  if (*mhz < 2000 || *cores < 8 || *memory < 4 * kGib) return '1';
  if (*mhz < 2500 || *memory < 6 * kGib) return '2';
  return '3';
}

}  // namespace

StepResult set_device_class(Work& work) {
  const json::object* const device = context_at(work.event, "device");
  const char known = device != nullptr ? class_of(*device) : '\0';
  if (known != '\0') {
    set_tag(work.event, kTag, std::string(1, known), work.meta);
  } else {
    remove_tag(work.event, kTag, work.meta);
  }
  return {};
}

}  // namespace picket::domain::normalize
