for info in sorted(layout.layer_infos(), key=lambda info: (info.layer, info.datatype)):
    count = sum(cell.shapes(layout.layer(info)).size() for cell in layout.each_cell())
    if count:
        print(f"{info.layer}/{info.datatype} {count}")
