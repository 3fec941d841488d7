top.transform(db.Trans.R90)
