import java.util.Comparator;
import java.util.List;

final class ListLowStock {
    public static List<LowStock> listLowStock(ListLowStockInput input, Context context) {
        return context.items().all().stream()
                .filter(item -> item.stock() <= item.reorderAt())
                .map(item -> new LowStock(item.id(), item.name(), item.stock(), item.reorderAt()))
                .sorted(Comparator.comparing(LowStock::stock).thenComparing(LowStock::name).thenComparing(LowStock::itemId))
                .toList();
    }
}
